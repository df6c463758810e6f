package dev.cachekit.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.annotation.CacheAside;
import dev.cachekit.annotation.NearCache;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** The start tells of settings of a near cache that do nothing. */
@ExtendWith(OutputCaptureExtension.class)
class NearWithoutEffectTest {

    private static final String NEAR = "cachekit.caches.feed.near.";
    private static final String FORBIDDEN =
            " could serve a value for a moment after its removal elsewhere, which consistency = LINEAR (";
    private static final String REMEDY =
            ") forbids, so there is no near cache; switch it off, or set consistency to bounded";

    static class Feed {
        @CacheAside(cache = "feed", near = NearCache.ON)
        public String page(long id) {
            return "page " + id;
        }
    }

    @Test
    void nearOfAnAnnotationThatAPropertyMakesLinearIsWarnedOf(CapturedOutput output) {
        start(Starts.with("cachekit.caches.feed.consistency=linear").withBean(Feed.class));
        assertThat(output)
                .containsOnlyOnce("Cache feed has options without effect: near.enabled = true"
                        + " (@CacheAside on Feed#page(long))" + FORBIDDEN + "cachekit.caches.feed.consistency"
                        + REMEDY);
    }

    @Test
    void nearOfAnAnnotationThatAProfileMakesLinearIsWarnedOf(CapturedOutput output) {
        start(Starts.with("cachekit.profiles.exact.consistency=linear", "cachekit.caches.feed.profile=exact")
                .withBean(Feed.class));
        assertThat(output)
                .containsOnlyOnce("near.enabled = true (@CacheAside on Feed#page(long))" + FORBIDDEN
                        + "cachekit.profiles.exact.consistency" + REMEDY);
    }

    @Test
    void nearOfAProfileInALinearCacheIsWarnedOf(CapturedOutput output) {
        start(Starts.with(
                "cachekit.profiles.quick.near.enabled=true",
                "cachekit.caches.feed.profile=quick",
                "cachekit.caches.feed.consistency=linear"));
        assertThat(output)
                .containsOnlyOnce("near.enabled = true (cachekit.profiles.quick.near.enabled)" + FORBIDDEN
                        + "cachekit.caches.feed.consistency" + REMEDY);
    }

    @Test
    void nearOfTheDefaultsGivesWayToALinearCacheWithoutAWord(CapturedOutput output) {
        start(Starts.with("cachekit.defaults.near.enabled=true", "cachekit.caches.feed.consistency=linear"));
        assertThat(output).doesNotContain("without effect");
    }

    @Test
    void nearOfAnAnnotationThatAPropertySwitchesOffNeedsNoWord(CapturedOutput output) {
        start(Starts.with("cachekit.caches.feed.near.enabled=false", "cachekit.caches.feed.consistency=linear")
                .withBean(Feed.class));
        assertThat(output).doesNotContain("without effect");
    }

    @Test
    void nearOfAnAnnotationOverALinearDefaultIsRefused() {
        Starts.with("cachekit.defaults.consistency=linear")
                .withBean(Feed.class)
                .run(context -> assertThat(Starts.refusal(context))
                        .contains("(@CacheAside on Feed#page(long))", "(cachekit.defaults.consistency)"));
    }

    @Test
    void nearThatIsInForceIsNotWarnedOf(CapturedOutput output) {
        start(Starts.with("cachekit.caches.feed.consistency=bounded").withBean(Feed.class));
        assertThat(output).doesNotContain("without effect");
    }

    @ParameterizedTest
    @CsvSource({
        "max-size=20, near.max-size = 20",
        "max-weight=1KB, near.max-weight = 1024",
        "ttl=5s, near.ttl = PT5S",
        "copy=on-read, near.copy = ON_READ"
    })
    void detailsOfACacheWithoutNearAreWarnedOf(String option, String told, CapturedOutput output) {
        start(Starts.with(NEAR + option));
        assertThat(output)
                .containsOnlyOnce("Cache feed has options without effect: " + told + " (" + NEAR
                        + option.substring(0, option.indexOf('=')) + ") would need a near cache, but there is"
                        + " near.enabled = false (built-in); set near.enabled to true or remove it");
    }

    @Test
    void detailsOfANearCacheThatIsSwitchedOffAreToldTogether(CapturedOutput output) {
        start(Starts.with(NEAR + "enabled=false", NEAR + "max-size=20", NEAR + "ttl=5s"));
        assertThat(output)
                .containsOnlyOnce("near.max-size = 20 (cachekit.caches.feed.near.max-size) and near.ttl = PT5S"
                        + " (cachekit.caches.feed.near.ttl) would need a near cache, but there is near.enabled = false"
                        + " (cachekit.caches.feed.near.enabled); set near.enabled to true or remove it");
    }

    @Test
    void detailsOfALinearCacheAreToBeRemoved(CapturedOutput output) {
        start(Starts.with("cachekit.caches.feed.consistency=linear", NEAR + "max-size=20"));
        assertThat(output)
                .containsOnlyOnce("would need a near cache, but there is consistency = LINEAR"
                        + " (cachekit.caches.feed.consistency); remove it");
    }

    @ParameterizedTest
    @ValueSource(strings = {"max-size=20", "max-weight=1KB", "ttl=5s", "copy=on-read"})
    void detailsOfANearCacheThatIsOnHaveTheirEffect(String option, CapturedOutput output) {
        start(Starts.with(NEAR + option).withBean(Feed.class));
        assertThat(output).doesNotContain("without effect");
    }

    @Test
    void detailsOfProfileAndDefaultsServeOthers(CapturedOutput output) {
        start(Starts.with(
                "cachekit.defaults.near.ttl=5s",
                "cachekit.profiles.quick.near.max-size=20",
                "cachekit.caches.feed.profile=quick"));
        assertThat(output).doesNotContain("without effect");
    }

    @ParameterizedTest
    @CsvSource({
        "cachekit.caches.feed.near., cachekit.caches.feed.near.",
        "cachekit.caches.feed.near., cachekit.defaults.near.",
        "cachekit.defaults.near., cachekit.defaults.near."
    })
    void mostEntriesBesideMostBytesAreWarnedOf(String size, String weight, CapturedOutput output) {
        start(Starts.with(size + "max-size=20", weight + "max-weight=1KB").withBean(Feed.class));
        assertThat(output)
                .containsOnlyOnce("Cache feed has options without effect: near.max-size = 20 (" + size
                        + "max-size) gives way to near.max-weight = 1024 (" + weight
                        + "max-weight), which takes its place; remove one of them");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cachekit.caches.feed.near.max-weight=1KB", "cachekit.caches.feed.near.max-weight=0B"})
    void mostEntriesOfTheDefaultsServeOthers(String weight, CapturedOutput output) {
        start(Starts.with("cachekit.defaults.near.max-size=20", weight).withBean(Feed.class));
        assertThat(output).doesNotContain("without effect");
    }

    private static void start(ApplicationContextRunner application) {
        application.run(context -> assertThat(context).hasNotFailed());
    }
}
