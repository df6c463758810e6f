package dev.cachekit.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.annotation.CacheAside;
import dev.cachekit.annotation.NearCache;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** The start tells of settings of a near cache that do nothing. */
@ExtendWith(OutputCaptureExtension.class)
class NearWithoutEffectTest {

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

    private static void start(ApplicationContextRunner application) {
        application.run(context -> assertThat(context).hasNotFailed());
    }
}
