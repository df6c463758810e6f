package dev.cachekit.limit;

import static dev.cachekit.limit.LimitScene.SECOND;
import static dev.cachekit.limit.LimitScene.take;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cachekit.Band;
import dev.cachekit.InvalidConfigurationException;
import dev.cachekit.annotation.BackendFailure;
import dev.cachekit.operation.Sourced;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LimitersTest {

    private static final Band TEN = Band.tokenBucket(10, SECOND);
    private static final Band TWENTY = Band.tokenBucket(20, SECOND);
    private static final Band DAILY = Band.fixedWindow(1000, Duration.ofDays(1));

    private final LimitScene scene = new LimitScene();
    private final Map<String, LimiterOptions> configured = new HashMap<>();
    private final Limiters limiters = new Limiters(scene.ports(), this::configured);

    private LimiterOptions configured(String name) {
        return configured.getOrDefault(name, LimiterOptions.NONE);
    }

    private static LimiterOptions bands(String source, Band... bands) {
        return LimiterOptions.NONE.withBands(List.of(bands), source);
    }

    @Test
    void theConfigurationWinsOverWhatIsDeclared() {
        configured.put("api", bands("cachekit.rate-limiters.api.bands", TWENTY));

        Limiter limiter = limiters.limiter("api", bands("code", TEN).withMaxWait(SECOND, "code"));

        assertThat(limiter.settings().bands())
                .isEqualTo(new Sourced<>(List.of(TWENTY), "cachekit.rate-limiters.api.bands"));
        assertThat(limiter.settings().maxWait()).isEqualTo(new Sourced<>(SECOND, "code"));
        assertThat(limiter.settings().onBackendFailure()).isEqualTo(new Sourced<>(BackendFailure.LOCAL, "built-in"));
    }

    @Test
    void otherBandsForTheSameNameAreRefused() {
        limiters.limiter("api", bands("@RateLimited on Shop#buy()", TEN));

        assertThatThrownBy(() -> limiters.limiter("api", bands("@RateLimited on Shop#sell()", TWENTY)))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageContaining("@RateLimited on Shop#buy() and @RateLimited on Shop#sell()")
                .hasMessageContaining(TEN.toString())
                .hasMessageContaining(TWENTY.toString());
    }

    @Test
    void theSameBandsInAnotherOrderAgree() {
        Limiter first = limiters.limiter("api", bands("a", TEN, DAILY));

        assertThat(limiters.limiter("api", bands("b", DAILY, TEN))).isSameAs(first);
    }

    @Test
    void bandsMayBeGivenLater() {
        Limiter limiter = limiters.limiter("api", LimiterOptions.NONE);
        assertThatThrownBy(limiter::settings)
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageContaining("cachekit.rate-limiters.api.bands");

        limiters.limiter("api", bands("b", TEN));

        assertThat(limiter.settings().bands().value()).containsExactly(TEN);
    }

    @Test
    void twoBandsThatCountAlikeAreRefused() {
        assertThatThrownBy(() -> bands("test", TEN, TWENTY))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageContaining("no two with the same algorithm and duration");
    }

    @Test
    void aChangeHoldsFromTheNextCallOn() {
        Limiter limiter = limiters.limiter("api", bands("a", TEN));
        take(limiter, 10);
        assertThat(take(limiter, 1).passes()).isFalse();

        limiters.change("api", bands("endpoint", TWENTY));

        assertThat(take(limiter, 1).decision().remaining()).isEqualTo(9);
        assertThat(scene.events).contains("changed");
    }

    @Test
    void aChangeCanBeTakenBack() {
        Limiter limiter = limiters.limiter("api", bands("a", TEN));
        limiters.change("api", bands("endpoint", TWENTY));

        limiters.change("api", LimiterOptions.NONE);

        assertThat(limiter.settings().bands()).isEqualTo(new Sourced<>(List.of(TEN), "a"));
    }

    @Test
    void nobodyChangesALimiterThatIsNotThere() {
        assertThat(limiters.change("nobody", bands("endpoint", TEN))).isFalse();
    }

    @Test
    void theConfigurationIsReadAgain() {
        configured.put("api", bands("yml", TEN));
        Limiter limiter = limiters.limiter("api", LimiterOptions.NONE);
        configured.put("api", bands("yml", TWENTY));

        limiters.reload(this::configured);

        assertThat(limiter.settings().bands().value()).containsExactly(TWENTY);
    }

    @Test
    void aConfigurationWithoutBandsAnyMoreLeavesAllAsItWas() {
        configured.put("api", bands("yml", TEN));
        Limiter limiter = limiters.limiter("api", LimiterOptions.NONE);
        configured.clear();

        assertThatThrownBy(() -> limiters.reload(this::configured)).isInstanceOf(InvalidConfigurationException.class);

        assertThat(limiter.settings().bands().value()).containsExactly(TEN);
    }

    @Test
    void aConfigurationThatIsRefusedDoesNotHoldForLaterLimitersEither() {
        limiters.reload(name -> bands("yml", TEN));
        limiters.limiter("api", LimiterOptions.NONE);
        Map<String, LimiterOptions> wrong = Map.of("later", bands("yml", TWENTY));
        assertThatThrownBy(() -> limiters.reload(name -> wrong.getOrDefault(name, LimiterOptions.NONE)))
                .isInstanceOf(InvalidConfigurationException.class);

        Limiter later = limiters.limiter("later", LimiterOptions.NONE);

        assertThat(later.settings().bands().value()).containsExactly(TEN);
    }

    @Test
    void aCostThatABandNeverGrantsIsRefused() {
        Limiter limiter = limiters.limiter("api", bands("code", DAILY, TEN));

        assertThatThrownBy(() -> limiter.expect(new KnownCost("@RateLimited on Shop#buy()", 11)))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessage(
                        "@RateLimited on Shop#buy(): cost must be at most what every band of rate limiter 'api' grants"
                                + " at once, 10 by code but was 11; take fewer permits, or raise permits or burst");
    }

    @Test
    void bandsThatNeverGrantAKnownCostAreRefused() {
        configured.put("api", bands("yml", TWENTY));
        Limiter limiter = limiters.limiter("api", LimiterOptions.NONE);
        limiter.expect(new KnownCost("@RateLimited on Shop#buy()", 11));
        limiter.expect(new KnownCost("@RateLimited on Shop#sell()", 2));
        configured.put("api", bands("yml", TEN));

        assertThatThrownBy(() -> limiters.reload(this::configured))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageContainingAll("@RateLimited on Shop#buy()", "at once, 10 by yml", "was 11");
        assertThatThrownBy(() -> limiters.change("api", bands("endpoint", TEN)))
                .isInstanceOf(InvalidConfigurationException.class);

        assertThat(limiter.settings().bands().value()).containsExactly(TWENTY);
    }

    @Test
    void aChangeIsNotTakenBackToBandsThatNeverGrantAKnownCost() {
        Limiter limiter = limiters.limiter("api", bands("code", TEN));
        limiters.change("api", bands("endpoint", TWENTY));
        limiter.expect(new KnownCost("@RateLimited on Shop#buy()", 11));

        assertThatThrownBy(() -> limiters.change("api", LimiterOptions.NONE))
                .isInstanceOf(InvalidConfigurationException.class);

        assertThat(limiter.settings().bands().value()).containsExactly(TWENTY);
    }
}
