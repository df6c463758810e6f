package dev.cachekit.test;

import dev.cachekit.inprocess.InProcessBackend;
import dev.cachekit.spi.Scheduler;
import dev.cachekit.test.store.Condition;
import dev.cachekit.test.store.FaultyBackend;
import dev.cachekit.test.time.MovedTime;
import dev.cachekit.test.time.RunningTime;
import dev.cachekit.test.time.WatchedThreads;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** A store in this process, and a clock to move. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "cachekit.backend", havingValue = "in-process")
class InProcessTestConfiguration {

    private static final Instant START = Instant.parse("2030-01-01T00:00:00Z");

    /** Longer than anything that a process remembers outside the store, such as limits it keeps alone. */
    private static final Duration TO_THE_NEXT_TEST = Duration.ofDays(7);

    /** Beats come every second; the first that is answered closes the breaker, the next finds nothing left to send. */
    private static final Duration NOTICED = Duration.ofSeconds(2);

    @Bean(destroyMethod = "close")
    MovedTime cacheKitTestTime() {
        return new MovedTime(START);
    }

    @Bean(destroyMethod = "close")
    RunningTime cacheKitTestRunningTime(MovedTime time) {
        return new RunningTime(time);
    }

    @Bean
    CacheKitClock cacheKitClock(MovedTime time, RunningTime running, WatchedThreads threads) {
        return new CacheKitClock(time, running, threads);
    }

    @Bean
    Aftermath cacheKitTestAftermath(MovedTime time, WatchedThreads threads) {
        return () -> time.advance(NOTICED, threads::awaitQuiet);
    }

    @Bean(destroyMethod = "close")
    FaultyBackend cacheKitTestBackend(
            Scheduler time, WatchedThreads threads, Condition condition, Environment environment) {
        return new FaultyBackend(empty(time, threads), condition, !keepsReferences(environment));
    }

    @Bean
    Renewal cacheKitTestRenewal(
            CacheKitFaults faults, CacheKitClock clock, FaultyBackend backend, MovedTime time, WatchedThreads threads) {
        return () -> {
            clock.standStill();
            faults.recover();
            time.leap(TO_THE_NEXT_TEST);
            threads.awaitQuiet();
            backend.moveTo(empty(time, threads));
            time.advance(NOTICED, threads::awaitQuiet);
        };
    }

    /** References are refused before a store that counts as shared. */
    private static boolean keepsReferences(Environment environment) {
        return Binder.get(environment)
                .bind("cachekit.caches", Bindable.mapOf(String.class, Object.class))
                .orElse(Map.of())
                .values()
                .stream()
                .anyMatch(cache -> cache instanceof Map<?, ?> options
                        && "reference".equalsIgnoreCase(String.valueOf(options.get("store"))));
    }

    private static InProcessBackend empty(Scheduler time, WatchedThreads threads) {
        return InProcessBackend.create(time, InProcessBackend.DEFAULT_MAXIMUM_ENTRIES, threads);
    }
}
