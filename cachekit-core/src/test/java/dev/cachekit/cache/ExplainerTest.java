package dev.cachekit.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.Cache;
import dev.cachekit.Explanation;
import dev.cachekit.Explanation.State;
import dev.cachekit.Ttl;
import dev.cachekit.contract.BackendWithStore;
import dev.cachekit.contract.Fault;
import dev.cachekit.contract.FaultyEntryStore;
import dev.cachekit.contract.FaultyEntryStore.Operation;
import dev.cachekit.contract.ManualScheduler;
import dev.cachekit.engine.CacheKitBuilder;
import dev.cachekit.engine.CacheKitEngine;
import dev.cachekit.inprocess.InProcessBackend;
import dev.cachekit.operation.CacheOptions;
import dev.cachekit.operation.CacheSetting;
import dev.cachekit.spi.Backend;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is said of a value agrees with what a read does with it. */
class ExplainerTest {

    private static final Duration TTL = Duration.ofMinutes(1);
    private static final Duration REVALIDATION = Duration.ofSeconds(10);

    private final ManualScheduler time = new ManualScheduler();
    private final Backend inProcess = InProcessBackend.create(time);
    private final FaultyEntryStore store = new FaultyEntryStore(inProcess.entries(), time);
    private final CacheKitEngine kit = new CacheKitBuilder()
            .scheduler(time)
            .backend(new BackendWithStore(inProcess, store))
            .background(task -> {}) // what is reloaded stays expired
            .options(cache -> options())
            .build();
    private final Cache<Long, String> names = kit.cache("names", String.class);

    private static CacheOptions options() {
        return CacheOptions.NONE
                .with(CacheSetting.TTL, Ttl.of(TTL), "test")
                .with(CacheSetting.JITTER, 0.0, "test")
                .with(CacheSetting.STALE_WHILE_REVALIDATE, REVALIDATION, "test")
                .with(CacheSetting.STALE_ON_ERROR, Duration.ofHours(1), "test");
    }

    @AfterEach
    void close() {
        kit.close();
    }

    @Test
    void aFreshValueWouldBeServed() {
        names.put(1L, "Ann");

        assertThat(names.explain(1L).wouldBeServed()).isTrue();
        assertThat(names.get(1L, id -> "Ben")).isEqualTo("Ann");
    }

    @Test
    void anExpiredValueWouldBeServedWhileItIsReloaded() {
        names.put(1L, "Ann");
        time.advance(TTL.plusSeconds(1));

        Explanation explanation = names.explain(1L);

        assertThat(explanation.wouldBeServed()).isTrue();
        assertThat(explanation.why()).isEqualTo("expired, but served while it is reloaded");
        assertThat(names.get(1L, id -> "Ben")).isEqualTo("Ann");
    }

    @Test
    void aValueKeptForFailuresWouldNotBeServed() {
        names.put(1L, "Ann");
        time.advance(TTL.plus(REVALIDATION));

        Explanation explanation = names.explain(1L);

        assertThat(explanation.state()).isEqualTo(State.VALUE);
        assertThat(explanation.wouldBeServed()).isFalse();
        assertThat(explanation.why()).isEqualTo("expired; served only if loading fails or takes too long");
        assertThat(names.get(1L, id -> "Ben")).isEqualTo("Ben");
    }

    @Test
    void aValueWhoseInvalidationIsNotAcknowledgedWouldNotBeServed() {
        names.put(1L, "Ann");
        store.next(Operation.INVALIDATE, new Fault.Fail());
        names.invalidate(1L);

        Explanation explanation = names.explain(1L);

        assertThat(explanation.state()).isEqualTo(State.VALUE);
        assertThat(explanation.wouldBeServed()).isFalse();
        assertThat(explanation.why()).contains("has not acknowledged");
    }
}
