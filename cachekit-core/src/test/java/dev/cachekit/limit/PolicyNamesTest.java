package dev.cachekit.limit;

import static dev.cachekit.limit.LimitScene.take;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.Band;
import dev.cachekit.key.KeyText;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How clients know bands. */
class PolicyNamesTest {

    private static final Band MINUTE = Band.tokenBucket(100, Duration.ofMinutes(1));
    private static final Band HOUR = Band.fixedWindow(2, Duration.ofHours(1));

    private final LimitScene scene = new LimitScene();

    private static List<String> names(String limiter, Band... bands) {
        return PolicyNames.of(KeyText.at("test").of(limiter), List.of(bands));
    }

    @Test
    void oneBandIsKnownByItsLimiter() {
        assertThat(names("api", MINUTE)).containsExactly("api");
    }

    @Test
    void severalAreKnownByTheirTimesToo() {
        assertThat(names("api", MINUTE, Band.slidingWindow(5, Duration.ofMinutes(1)), HOUR))
                .containsExactly("api:60", "api:60:1", "api:3600");
        assertThat(names("api", HOUR, Band.slidingWindow(5, Duration.ofMillis(100))))
                .containsExactly("api:3600", "api:1");
    }

    @Test
    void noOtherLimiterHasTheNameOfABand() {
        assertThat(names("api:60", HOUR)).doesNotContainAnyElementsOf(names("api", MINUTE, HOUR));
    }

    @Test
    void namesAreVisibleAsciiAndStayDifferent() {
        assertThat(names("caf\u00e9 1\r\n", HOUR)).containsExactly("caf%C3%A9%201%0D%0A");
        assertThat(names("caf%C3%A9", HOUR)).containsExactly("caf%25C3%25A9");
    }

    @Test
    void aRefusalNamesTheBandsWithoutRoom() {
        Limiter limiter = scene.limiter(MINUTE, HOUR);
        take(limiter, 2);
        assertThat(take(limiter, 1).refusal().policies()).containsExactly("api:3600");
    }

    @Test
    void aCostBeyondABandIsRefusedByThatBand() {
        assertThat(take(scene.limiter(MINUTE, HOUR), 3).refusal().policies()).containsExactly("api:3600");
    }

    @Test
    void aRefusalFromMemoryNamesThemToo() {
        Limiter limiter = scene.limiter(HOUR);
        take(limiter, 2);
        take(limiter, 1);
        assertThat(take(limiter, 1).refusal().policies()).containsExactly("api");
        assertThat(scene.events).endsWith("refused: remembered");
    }
}
