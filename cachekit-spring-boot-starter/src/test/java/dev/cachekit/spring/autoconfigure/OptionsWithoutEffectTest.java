package dev.cachekit.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.annotation.CacheAside;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** The start tells of options that are accepted and do nothing. */
@ExtendWith(OutputCaptureExtension.class)
class OptionsWithoutEffectTest {

    private static final String FEED = "cachekit.caches.feed.";

    @Test
    void softTimeoutWithNothingToServeIsWarnedOf(CapturedOutput output) {
        start("soft-timeout=200ms");
        assertThat(output)
                .containsOnlyOnce("Cache feed has options without effect: soft-timeout = PT0.2S"
                        + " (cachekit.caches.feed.soft-timeout) would need an expired value to serve;"
                        + " set stale-on-error");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2s", "3s"})
    void softTimeoutThatComesTooLateIsWarnedOf(String soft, CapturedOutput output) {
        start("stale-on-error=1h", "hard-timeout=2s", "soft-timeout=" + soft);
        assertThat(output)
                .containsOnlyOnce("Cache feed has options without effect: soft-timeout = PT")
                .contains("would have to be shorter than hard-timeout = PT2S (cachekit.caches.feed.hard-timeout)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"stale-on-error=1h", "stale-while-revalidate=1m", "refresh-ahead=0.8"})
    void reloadsOfValuesThatNeverExpireAreWarnedOf(String option, CapturedOutput output) {
        start("ttl=forever", option);
        assertThat(output)
                .containsOnlyOnce("Cache feed has options without effect: " + option.substring(0, option.indexOf('=')))
                .contains("would need values that expire, but there is ttl = forever (cachekit.caches.feed.ttl)");
    }

    static class Strict {
        @CacheAside(cache = "feed", staleExcept = IllegalStateException.class)
        public String page(long id) {
            return "page " + id;
        }
    }

    @Test
    void exceptionsToStaleValuesThatThereAreNotAreWarnedOf(CapturedOutput output) {
        Starts.with().withBean(Strict.class).run(context -> assertThat(context).hasNotFailed());
        assertThat(output)
                .containsOnlyOnce("Cache feed has options without effect:"
                        + " stale-except = [class java.lang.IllegalStateException] (@CacheAside on Strict#page(long))"
                        + " would need a stale value to withhold; set stale-on-error or remove it");
    }

    @ParameterizedTest
    @ValueSource(strings = {"stale-on-error=1h", "stale-while-revalidate=1m", "refresh-ahead=0.8"})
    void exceptionsToStaleValuesThatThereAreHaveTheirEffect(String option, CapturedOutput output) {
        Starts.with(FEED + option)
                .withBean(Strict.class)
                .run(context -> assertThat(context).hasNotFailed());
        assertThat(output).doesNotContain("without effect");
    }

    @Test
    void whatHasSeveralFaultsIsToldInOneLine(CapturedOutput output) {
        start("ttl=forever", "refresh-ahead=0.8", "stale-while-revalidate=1m", "soft-timeout=200ms");
        assertThat(output)
                .containsOnlyOnce("Cache feed has options without effect: ")
                .contains("set stale-on-error; stale-while-revalidate = PT1M")
                .contains("(cachekit.caches.feed.stale-while-revalidate) and refresh-ahead = 0.8");
    }

    @Test
    void optionsThatHaveTheirEffectAreNot(CapturedOutput output) {
        start("ttl=1m", "refresh-ahead=0.8", "stale-on-error=1h", "soft-timeout=200ms", "hard-timeout=2s");
        assertThat(output).doesNotContain("without effect");
    }

    private static void start(String... options) {
        String[] properties = new String[options.length];
        for (int i = 0; i < options.length; i++) {
            properties[i] = FEED + options[i];
        }
        Starts.with(properties).run(context -> assertThat(context).hasNotFailed());
    }
}
