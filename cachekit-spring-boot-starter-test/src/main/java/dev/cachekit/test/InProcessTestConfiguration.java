package dev.cachekit.test;

import dev.cachekit.inprocess.InProcessBackend;
import dev.cachekit.spi.Scheduler;
import dev.cachekit.test.store.Condition;
import dev.cachekit.test.store.FaultyBackend;
import dev.cachekit.test.time.MovedTime;
import dev.cachekit.test.time.WatchedThreads;
import java.time.Duration;
import java.time.Instant;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** A store in this process, and a clock to move. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "cachekit.backend", havingValue = "in-process")
class InProcessTestConfiguration {

    private static final Instant START = Instant.parse("2030-01-01T00:00:00Z");

    /** Longer than anything that a process remembers outside the store, such as limits it keeps alone. */
    private static final Duration TO_THE_NEXT_TEST = Duration.ofDays(7);

    @Bean(destroyMethod = "close")
    MovedTime cacheKitTestTime() {
        return new MovedTime(START);
    }

    @Bean
    CacheKitClock cacheKitClock(MovedTime time, WatchedThreads threads) {
        return new CacheKitClock(time, threads);
    }

    @Bean(destroyMethod = "close")
    FaultyBackend cacheKitTestBackend(Scheduler time, WatchedThreads threads, Condition condition) {
        return new FaultyBackend(empty(time, threads), condition);
    }

    @Bean
    Renewal cacheKitTestRenewal(CacheKitFaults faults, FaultyBackend backend, MovedTime time, WatchedThreads threads) {
        return () -> {
            faults.recover();
            time.leap(TO_THE_NEXT_TEST);
            threads.awaitQuiet();
            backend.moveTo(empty(time, threads));
            faults.recover();
        };
    }

    private static InProcessBackend empty(Scheduler time, WatchedThreads threads) {
        return InProcessBackend.create(time, InProcessBackend.DEFAULT_MAXIMUM_ENTRIES, threads);
    }
}
