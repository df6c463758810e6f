package dev.cachekit.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cachekit.Cache;
import dev.cachekit.Expiry;
import dev.cachekit.Explanation;
import dev.cachekit.Explanation.Reason;
import dev.cachekit.Explanation.State;
import dev.cachekit.Explanation.Tier;
import dev.cachekit.InvalidConfigurationException;
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
import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.TransactionScope;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is said of a value agrees with what a read does with it. */
class ExplainerTest {

    private static final Duration TTL = Duration.ofMinutes(1);
    private static final Duration REVALIDATION = Duration.ofSeconds(10);
    private static final Duration DEADLINE = Duration.ofMillis(200);

    private final ManualScheduler time = new ManualScheduler();
    private TransactionScope transaction = TransactionScope.NONE;
    private final Backend inProcess = InProcessBackend.create(time);
    private final FaultyEntryStore store = new FaultyEntryStore(inProcess.entries(), time);
    private final CacheKitEngine kit = new CacheKitBuilder()
            .scheduler(time)
            .backend(new BackendWithStore(inProcess, store))
            .background(task -> {}) // what is reloaded stays expired
            .options(ExplainerTest::options)
            .transactions(() -> transaction)
            .deadline(DEADLINE)
            .build();
    private final Cache<Long, String> names = kit.cache("names", String.class);

    private static CacheOptions options(String cache) {
        return CacheOptions.NONE
                .with(CacheSetting.ENABLED, !cache.equals("off"), "test")
                .with(CacheSetting.NEAR_ENABLED, cache.equals("near"), "test")
                .with(CacheSetting.NEAR_TTL, Duration.ofSeconds(30), "test")
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
    void nothingOfACacheThatIsSwitchedOffWouldBeServed() {
        Cache<Long, String> off = kit.cache("off", String.class);
        off.put(1L, "Ann");

        Explanation explanation = off.explain(1L);

        assertThat(explanation.state()).isEqualTo(State.VALUE);
        assertThat(explanation.reason()).isEqualTo(Reason.SWITCHED_OFF);
        assertThat(explanation.tier()).isEqualTo(Tier.NONE);
        assertThat(explanation.wouldBeServed()).isFalse();
        assertThat(off.get(1L, id -> "Ben")).isEqualTo("Ben");
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

    @Test
    void whileTheStoreIsAwayOnlyTheTypeOfTheFailureIsTold() {
        names.put(1L, "Ann");
        store.breakDown();

        Explanation explanation = names.explain(1L);

        assertThat(explanation.state()).isEqualTo(State.UNREACHABLE);
        assertThat(explanation.tier()).isEqualTo(Tier.NONE);
        assertThat(explanation.reason()).isEqualTo(Reason.UNREACHABLE);
        assertThat(explanation.wouldBeServed()).isFalse();
        assertThat(explanation.ttl()).isInstanceOf(Expiry.Absent.class);
        assertThat(explanation.why())
                .isEqualTo("the store does not answer (BackendUnavailableException), so a read loads anew");
        assertThat(names.get(1L, id -> "Ben")).isEqualTo("Ben");
    }

    @Test
    void aStoreThatHangsIsWaitedForNoLongerThanTheDeadline() {
        store.freeze();

        assertThat(names.async().explain(1L))
                .succeedsWithin(DEADLINE.plusSeconds(5))
                .extracting(Explanation::reason)
                .isEqualTo(Reason.UNREACHABLE);
        assertThat(names.explain(1L).reason()).isEqualTo(Reason.UNREACHABLE);
        store.recover();
        assertThat(names.explain(1L).reason()).isEqualTo(Reason.ABSENT);
    }

    @Test
    void whatIsKeptInThisProcessIsToldWithTheTimeItHasLeftAlsoWhileTheStoreIsAway() {
        Cache<Long, String> near = kit.cache("near", String.class);
        near.get(1L, id -> "Ann");
        time.advance(Duration.ofSeconds(20));
        store.breakDown();

        Explanation explanation = near.explain(1L);

        assertThat(explanation.tier()).isEqualTo(Tier.NEAR);
        assertThat(explanation.reason()).isEqualTo(Reason.NEAR_HIT);
        assertThat(explanation.state()).isEqualTo(State.UNREACHABLE);
        assertThat(explanation.nearTtl()).isEqualTo(new Expiry.In(Duration.ofSeconds(10)));
        assertThat(explanation.wouldBeServed()).isTrue();
        assertThat(near.get(1L, id -> "Ben")).isEqualTo("Ann");
        assertThat(near.explain(2L).nearTtl()).isInstanceOf(Expiry.Absent.class);
    }

    @Test
    void anInvalidationThatWaitsIsToldWhileTheStoreIsAway() {
        names.put(1L, "Ann");
        store.breakDown();
        names.invalidate(1L);

        assertThat(names.explain(1L).reason()).isEqualTo(Reason.PENDING_INVALIDATION);
        assertThat(names.explain(1L).state()).isEqualTo(State.UNREACHABLE);
        assertThat(names.explain(2L).reason()).isEqualTo(Reason.UNREACHABLE);

        store.recover();
        time.advance(Duration.ofSeconds(10)); // it is sent again
        assertThat(names.explain(1L).reason()).isEqualTo(Reason.ABSENT);
    }

    @Test
    void textsThatNoKeyOrTagCanHaveAreRefused() {
        CacheInspection inspection = kit.inspection();

        for (String text : List.of("", "two\nlines", "a\u0000b")) {
            assertThatThrownBy(() -> inspection.explain("names", text))
                    .isInstanceOf(InvalidConfigurationException.class)
                    .hasMessageContaining("cache names")
                    .hasMessageNotContaining("\n");
            assertThatThrownBy(() -> inspection.invalidate("names", text))
                    .isInstanceOf(InvalidConfigurationException.class);
            assertThatThrownBy(() -> inspection.invalidateTag("names", text))
                    .isInstanceOf(InvalidConfigurationException.class);
        }
        assertThat(inspection.invalidateTag("names", "news")).contains(true);
    }

    @Test
    void whatATransactionHasTouchedIsToldWhileTheStoreIsAway() {
        store.breakDown();
        transaction = new Touched();

        assertThat(names.explain(1L).reason()).isEqualTo(Reason.OPEN_TRANSACTION);
    }

    /** Of a transaction that has written everything. */
    private static final class Touched implements TransactionScope {

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public FillRule fillRule() {
            return FillRule.NEVER;
        }

        @Override
        public boolean hasTouched(EntryKey key) {
            return true;
        }
    }
}
