package dev.cachekit.spring.aop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cachekit.Band;
import dev.cachekit.InvalidConfigurationException;
import dev.cachekit.LimitPlan;
import dev.cachekit.RateLimitExceededException;
import dev.cachekit.RateLimiter;
import dev.cachekit.annotation.Algorithm;
import dev.cachekit.annotation.CacheAside;
import dev.cachekit.annotation.RateLimited;
import dev.cachekit.contract.ManualScheduler;
import dev.cachekit.engine.CacheKitEngine;
import dev.cachekit.limit.Admission;
import dev.cachekit.limit.LimiterSettings;
import dev.cachekit.spi.LimitReply.Left;
import java.io.IOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

class RateLimitedTest {

    /** One call a second and three an hour. */
    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @RateLimited(name = "slow", key = "#user", permits = 1, per = "1s")
    @RateLimited(name = "slow", key = "#user", permits = 3, per = "1h", algorithm = Algorithm.SLIDING_WINDOW)
    @interface Slow {}

    static class Shop {

        private int calls;

        @RateLimited(name = "api", key = "#user", permits = 2, per = "1s")
        public String ask(String user) {
            return user + ++calls;
        }

        @RateLimited(name = "api", key = "#user")
        public String askElsewhere(String user) {
            return "elsewhere";
        }

        @Slow
        public int slow(String user) {
            return ++calls;
        }

        @RateLimited(name = "all", permits = 1, per = "1s")
        public int forAll(String user) {
            return ++calls;
        }

        @RateLimited(name = "typed", key = "#key", permits = 1, per = "1h")
        public int typed(Object key) {
            return ++calls;
        }

        @RateLimited(name = "sized", permits = 10, per = "1s", cost = "#items.size()", condition = "#items.size() > 1")
        public int sized(List<String> items) {
            return ++calls;
        }

        @RateLimited(name = "fallback", permits = 1, per = "1s", fallback = "later")
        public String withFallback(String user) throws IOException {
            return "now";
        }

        private String later(String user, RateLimitExceededException refusal) throws IOException {
            if (user.isEmpty()) {
                throw new IOException("of the fallback");
            }
            return "after " + refusal.retryAfter().toMillis() + " ms";
        }

        @RateLimited(name = "shadow", permits = 1, per = "1s", shadow = true)
        public int shadowed() {
            return ++calls;
        }

        @RateLimited(name = "cached", permits = 2, per = "1s")
        @CacheAside(cache = "values", key = "#id")
        public int cached(long id) {
            return ++calls;
        }

        @RateLimited(name = "waiting", permits = 20, per = "1s", burst = 1, maxWait = "1s")
        public int waiting() {
            return ++calls;
        }

        public int calls() {
            return calls;
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Time {

        @Bean(destroyMethod = "")
        ManualScheduler clock() {
            return new ManualScheduler();
        }

        @Bean
        EngineConfiguration.Addition withClock(ManualScheduler clock) {
            return builder -> builder.scheduler(clock);
        }
    }

    private static void run(BiConsumer<Shop, ManualScheduler> test) {
        Contexts.with(Shop.class, Time.class)
                .run(context -> test.accept(context.getBean(Shop.class), context.getBean(ManualScheduler.class)));
    }

    @Test
    void refusesWhenPermitsAreUsedUpAndLetsPassAgain() {
        run((shop, clock) -> {
            assertThat(shop.ask("ann")).isEqualTo("ann1");
            assertThat(shop.ask("ann")).isEqualTo("ann2");
            assertThatThrownBy(() -> shop.ask("ann"))
                    .isInstanceOfSatisfying(RateLimitExceededException.class, refusal -> {
                        assertThat(refusal.limiter()).isEqualTo("api");
                        assertThat(refusal.key()).isEqualTo("ann");
                        assertThat(refusal.retryAfter()).isEqualTo(Duration.ofMillis(500));
                        assertThat(refusal.remaining()).isZero();
                    });
            assertThat(shop.ask("bob")).isEqualTo("bob3");
            clock.advance(Duration.ofMillis(500));
            assertThat(shop.ask("ann")).isEqualTo("ann4");
        });
    }

    @Test
    void methodsWithOneNameShareItsLimit() {
        run((shop, clock) -> {
            shop.ask("ann");
            shop.askElsewhere("ann");
            assertThatThrownBy(() -> shop.askElsewhere("ann")).isInstanceOf(RateLimitExceededException.class);
        });
    }

    @Test
    void repeatedAnnotationsAreBandsOfOneLimiter() {
        run((shop, clock) -> {
            for (int i = 0; i < 3; i++) {
                shop.slow("ann");
                assertThatThrownBy(() -> shop.slow("ann")).isInstanceOf(RateLimitExceededException.class);
                clock.advance(Duration.ofSeconds(1));
            }
            assertThatThrownBy(() -> shop.slow("ann"))
                    .isInstanceOfSatisfying(
                            RateLimitExceededException.class,
                            refusal -> assertThat(refusal.retryAfter()).isGreaterThan(Duration.ofMinutes(50)));
        });
    }

    @Test
    void withoutAKeyAllCallersShareOne() {
        run((shop, clock) -> {
            shop.forAll("ann");
            assertThatThrownBy(() -> shop.forAll("bob"))
                    .isInstanceOfSatisfying(
                            RateLimitExceededException.class,
                            refusal -> assertThat(refusal.key()).isEmpty());
        });
    }

    @Test
    void takesWhatTheCallCosts() {
        run((shop, clock) -> {
            shop.sized(List.of("a", "b", "c", "d", "e", "f"));
            assertThatThrownBy(() -> shop.sized(List.of("a", "b", "c", "d", "e")))
                    .isInstanceOf(RateLimitExceededException.class);
            shop.sized(List.of("a", "b", "c", "d"));
        });
    }

    @Test
    void aCallThatTheConditionLeavesOutIsNotCounted() {
        run((shop, clock) -> {
            for (int i = 0; i < 20; i++) {
                shop.sized(List.of("a"));
            }
            assertThat(shop.calls()).isEqualTo(20);
        });
    }

    @Test
    void theFallbackAnswersRefusedCalls() {
        run((shop, clock) -> {
            assertThat(outcome(shop, "ann")).isEqualTo("now");
            assertThat(outcome(shop, "ann")).isEqualTo("after 1000 ms");
            assertThatThrownBy(() -> shop.withFallback("")).isInstanceOf(IOException.class);
        });
    }

    private static String outcome(Shop shop, String user) {
        try {
            return shop.withFallback(user);
        } catch (IOException unexpected) {
            throw new AssertionError(unexpected);
        }
    }

    @Test
    void aShadowRefusesNobody() {
        run((shop, clock) -> {
            shop.shadowed();
            assertThat(shop.shadowed()).isEqualTo(2);
        });
    }

    @Test
    void callsAnsweredFromTheCacheTakePermitsToo() {
        run((shop, clock) -> {
            shop.cached(1);
            shop.cached(1);
            assertThatThrownBy(() -> shop.cached(1)).isInstanceOf(RateLimitExceededException.class);
            assertThat(shop.calls()).isEqualTo(1);
        });
    }

    @Test
    void waitsForItsPlace() {
        Contexts.run(Shop.class, shop -> {
            long start = System.nanoTime();
            for (int i = 0; i < 5; i++) {
                shop.waiting();
            }
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(190));
        });
    }

    @Test
    void observersAreToldWhatEachBandIsLeftWith() {
        List<Admission> seen = new ArrayList<>();
        Contexts.with(Shop.class, Time.class)
                .withBean(AdmissionObserver.class, () -> (admission, subscriber) -> seen.add(admission))
                .run(context -> {
                    Shop shop = context.getBean(Shop.class);
                    shop.slow("ann");
                    assertThatThrownBy(() -> shop.slow("ann")).isInstanceOf(RateLimitExceededException.class);
                });
        assertThat(seen).extracting(Admission::passes).containsExactly(true, false);
        assertThat(seen.get(1).left()).extracting(Left::remaining).containsExactly(0L, 2L);
    }

    @Test
    void aPlanGivesItsKeysMore() {
        LimitPlan plan =
                (limiter, key) -> key.equals("gold") ? List.of(Band.tokenBucket(5, Duration.ofSeconds(1))) : List.of();
        Contexts.with(Shop.class, Time.class)
                .withBean(EngineConfiguration.Addition.class, () -> builder -> builder.limitPlan(plan))
                .run(context -> {
                    Shop shop = context.getBean(Shop.class);
                    for (int i = 0; i < 5; i++) {
                        shop.ask("gold");
                    }
                    assertThatThrownBy(() -> shop.ask("gold")).isInstanceOf(RateLimitExceededException.class);
                });
    }

    @Test
    void withoutAKeyCodeSharesThePermitsByTheEmptyKey() {
        Contexts.with(Shop.class, Time.class).run(context -> {
            context.getBean(Shop.class).forAll("ann");
            assertThat(context.getBean(CacheKitEngine.class)
                            .rateLimiter("all")
                            .tryAcquire("")
                            .allowed())
                    .isFalse();
        });
    }

    static Stream<Object> keysThatCodeCanName() {
        return Stream.of(
                "ann",
                "a:b, c%",
                "t".repeat(1000),
                4711L,
                new BigDecimal("1.50"),
                Optional.of("a b"),
                Algorithm.TOKEN_BUCKET,
                new UUID(1, 2),
                Instant.EPOCH);
    }

    @ParameterizedTest
    @MethodSource("keysThatCodeCanName")
    void codeCreditsTheKeyThatAnAnnotationRefused(Object key) {
        Contexts.with(Shop.class, Time.class).run(context -> {
            Shop shop = context.getBean(Shop.class);
            RateLimiter limiter = context.getBean(CacheKitEngine.class).rateLimiter("typed");
            shop.typed(key);
            assertThatThrownBy(() -> shop.typed(key))
                    .isInstanceOfSatisfying(
                            RateLimitExceededException.class, refusal -> limiter.credit(refusal.key(), 1));
            shop.typed(key);
        });
    }

    @Test
    void aTextThatReadsLikeAKeyWithPartsIsAnother() {
        Contexts.with(Shop.class, Time.class).run(context -> {
            Shop shop = context.getBean(Shop.class);
            shop.typed(List.of("a", "b"));
            shop.typed("[a,b]");
            assertThatThrownBy(() -> shop.typed(List.of("a", "b"))).isInstanceOf(RateLimitExceededException.class);
        });
    }

    @Test
    void theLimiterKnowsWhereItsSettingsCameFrom() {
        Contexts.with(Shop.class, Time.class).run(context -> {
            LimiterSettings settings = context.getBean(CacheKitEngine.class)
                    .limiters()
                    .find("waiting")
                    .orElseThrow()
                    .settings();
            assertThat(settings.maxWait().source()).isEqualTo("@RateLimited on Shop#waiting()");
            assertThat(settings.shadow().source()).isEqualTo("built-in");
        });
    }

    private static ApplicationContextRunner twoOf(Class<?> first, Class<?> second) {
        return Contexts.with(first, second);
    }

    static class Ten {
        @RateLimited(name = "api", permits = 10, per = "1s")
        public void call() {}
    }

    static class Twenty {
        @RateLimited(name = "api", permits = 20, per = "1s")
        public void call() {}
    }

    @Test
    void methodsThatGiveOneLimiterOtherBandsStopTheStart() {
        Contexts.refuses(
                twoOf(Ten.class, Twenty.class),
                "@RateLimited on Ten#call()",
                "@RateLimited on Twenty#call()",
                "must agree",
                "cachekit.rate-limiters");
    }

    static class Costly {
        @RateLimited(name = "api", permits = 10, per = "1s", cost = "#n")
        public void call(@Nullable Object n) {}
    }

    @Test
    void aCostThatIsNoNumberIsTold() {
        Contexts.run(Costly.class, bean -> {
            assertThatThrownBy(() -> bean.call("many"))
                    .isInstanceOf(InvalidConfigurationException.class)
                    .hasMessageContaining("@RateLimited on Costly#call(Object)")
                    .hasMessageContaining("cost must be a whole number");
            bean.call(10L);
        });
    }

    @Test
    void aCostThatCanNeverBeGrantedIsRefused() {
        Contexts.run(
                Costly.class,
                bean -> assertThatThrownBy(() -> bean.call(11)).isInstanceOf(RateLimitExceededException.class));
    }

    @Test
    void aCostOfNothingIsNotCounted() {
        Contexts.run(Costly.class, bean -> {
            bean.call(10);
            bean.call(0);
            assertThatThrownBy(() -> bean.call(1)).isInstanceOf(RateLimitExceededException.class);
        });
    }
}
