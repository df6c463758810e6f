package dev.cachekit.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.Band;
import dev.cachekit.CacheKit;
import dev.cachekit.LimitPlan;
import dev.cachekit.annotation.BackendFailure;
import dev.cachekit.annotation.RateLimited;
import dev.cachekit.limit.LimiterSettings;
import dev.cachekit.limit.Limiters;
import dev.cachekit.operation.Sourced;
import dev.cachekit.spi.LimitListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.cloud.context.environment.EnvironmentChangeEvent;
import org.springframework.context.ConfigurableApplicationContext;

@ExtendWith(OutputCaptureExtension.class)
class RateLimiterConfigurationTest {

    private static final String API = "cachekit.rate-limiters.api.";

    private final ApplicationContextRunner configured = Starts.with(
            API + "bands[0].permits=100",
            API + "bands[0].per=1m",
            API + "bands[0].burst=20",
            API + "bands[1].permits=5000",
            API + "bands[1].per=1d",
            API + "bands[1].algorithm=sliding-window",
            API + "max-wait=2s",
            API + "on-backend-failure=open",
            API + "shadow=true");

    static class Shop {
        @RateLimited(name = "api", permits = 1, per = "1s")
        public void call() {}
    }

    private static LimiterSettings api(ConfigurableApplicationContext context) {
        return context.getBean(Limiters.class).find("api").orElseThrow().settings();
    }

    @Test
    void everySettingIsConfigured() {
        configured
                .withBean(Shop.class)
                .run(context -> assertThat(api(context))
                        .isEqualTo(new LimiterSettings(
                                new Sourced<>(
                                        List.of(
                                                Band.tokenBucket(100, Duration.ofMinutes(1))
                                                        .withBurst(20),
                                                Band.slidingWindow(5000, Duration.ofDays(1))),
                                        API + "bands"),
                                new Sourced<>(Duration.ofSeconds(2), API + "max-wait"),
                                new Sourced<>(BackendFailure.OPEN, API + "on-backend-failure"),
                                new Sourced<>(true, API + "shadow"))));
    }

    @Test
    void codeWithoutBandsGetsTheConfiguredOnes() {
        configured.run(context -> assertThat(context.getBean(CacheKit.class)
                        .rateLimiter("api")
                        .tryAcquire("ann")
                        .remaining())
                .isEqualTo(19));
    }

    @Test
    void plansAndListenersAreFound() {
        List<String> granted = new ArrayList<>();
        configured
                .withBean(LimitPlan.class, () -> (limiter, key) -> List.of(Band.fixedWindow(7, Duration.ofDays(1))))
                .withBean(LimitListener.class, () -> new LimitListener() {
                    @Override
                    public void onPermitGranted(String limiter) {
                        granted.add(limiter);
                    }
                })
                .run(context -> assertThat(context.getBean(CacheKit.class)
                                .rateLimiter("api")
                                .tryAcquire("ann")
                                .remaining())
                        .isEqualTo(6));
        assertThat(granted).containsExactly("api");
    }

    @Test
    void aConfiguredLimiterThatNobodyUsesIsTold(CapturedOutput output) {
        configured.run(context -> assertThat(output).contains("cachekit.rate-limiters.api: a configured limiter"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "bands[0].permits=5 | cachekit.rate-limiters.api.bands[0]: a band must have permits and per",
                "bands[0].per=5s | cachekit.rate-limiters.api.bands[0]: a band must have permits and per",
                "bands[0].algorithm=leaky | one of token-bucket, sliding-window, fixed-window",
                "max-wait=-1s | cachekit.rate-limiters.api.max-wait: max-wait must not be negative",
                "max-wait=5 | max-wait must be a duration with a unit",
                "on-backend-failure=never | one of local, open, closed",
                "limit=5 | known there are bands, max-wait, on-backend-failure, shadow"
            })
    void mistakesStopTheStart(String property, String message) {
        assertThat(Starts.refusal(API + property)).contains(message);
    }

    @Test
    void wrongNumbersStopTheStart() {
        assertThat(Starts.refusal(API + "bands[0].permits=0", API + "bands[0].per=1s"))
                .isEqualTo("cachekit.rate-limiters.api.bands[0]: permits must be positive but was 0; allow at least 1");
        assertThat(Starts.refusal(API + "bands[0].permits=1", API + "bands[0].per=60"))
                .contains("cachekit.rate-limiters.api.bands[0].per: per must be a duration with a unit");
    }

    private static void change(ConfigurableApplicationContext context, String... properties) {
        TestPropertyValues.of(properties).applyTo(context);
        context.publishEvent(new EnvironmentChangeEvent(context));
    }

    @Test
    void aChangedEnvironmentIsReadAgain(CapturedOutput output) {
        configured.withBean(Shop.class).run(context -> {
            change(context, API + "bands[0].permits=300", API + "shadow=false");
            assertThat(api(context).bands().value().get(0).permits()).isEqualTo(300);
            assertThat(api(context).shadow().value()).isFalse();
            assertThat(output).contains("Rate limiter api has other limits now");
        });
    }

    @Test
    void aMistakeInAChangedEnvironmentLeavesAllAsItWas(CapturedOutput output) {
        configured.withBean(Shop.class).run(context -> {
            LimiterSettings before = api(context);
            change(context, API + "bands[0].permits=-1");
            assertThat(api(context)).isEqualTo(before);
            assertThat(output).contains("Rate limiters stay as they were: cachekit.rate-limiters.api.bands[0]");
        });
    }

    @Test
    void anUnknownOptionIsRefusedLaterAsItIsAtTheStart(CapturedOutput output) {
        configured.withBean(Shop.class).run(context -> {
            LimiterSettings before = api(context);
            change(context, API + "bands[0].permits=300", API + "max-wiat=1s");
            assertThat(api(context)).isEqualTo(before);
            assertThat(output)
                    .contains("Rate limiters stay as they were: cachekit.rate-limiters.api.max-wiat")
                    .contains("did you mean cachekit.rate-limiters.api.max-wait?");
        });
    }

    static class Dear {
        @RateLimited(name = "api", cost = "15")
        public void call() {}
    }

    @Test
    void limitsThatNeverGrantAKnownCostLeaveAllAsItWas(CapturedOutput output) {
        configured.withBean(Dear.class).run(context -> {
            LimiterSettings before = api(context);
            change(context, API + "bands[0].burst=14");
            assertThat(api(context)).isEqualTo(before);
            assertThat(output)
                    .contains("Rate limiters stay as they were: @RateLimited on")
                    .contains("cost must be at most what every band of rate limiter 'api' grants at once, 14 by"
                            + " cachekit.rate-limiters.api.bands but was 15; take fewer permits");
        });
    }
}
