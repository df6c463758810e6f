package dev.cachekit.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.cachekit.BackendUnavailableException;
import dev.cachekit.Batch;
import dev.cachekit.Batch.Handle;
import dev.cachekit.BatchOperationException;
import dev.cachekit.BatchResult;
import dev.cachekit.Cache;
import dev.cachekit.Counter;
import dev.cachekit.InvalidConfigurationException;
import dev.cachekit.WaitInterruptedException;
import dev.cachekit.codec.JacksonCodec;
import dev.cachekit.contract.BackendWithStore;
import dev.cachekit.contract.Fault;
import dev.cachekit.contract.FaultyEntryStore;
import dev.cachekit.contract.FaultyEntryStore.Operation;
import dev.cachekit.contract.ManualScheduler;
import dev.cachekit.engine.CacheKitBuilder;
import dev.cachekit.engine.CacheKitEngine;
import dev.cachekit.inprocess.InProcessBackend;
import dev.cachekit.spi.BreakerState;
import dev.cachekit.spi.CacheListener;
import dev.cachekit.spi.Codec;
import dev.cachekit.spi.Payload;
import dev.cachekit.spi.UnreadableValueException;
import dev.cachekit.spi.ValueCodec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BatchTest {

    private final ManualScheduler time = new ManualScheduler();
    private final InProcessBackend backend = InProcessBackend.create(time, 100, Runnable::run);
    private final FaultyEntryStore store = new FaultyEntryStore(backend.entries(), time);
    private final CacheKitEngine kit = new CacheKitBuilder()
            .backend(new BackendWithStore(backend, store))
            .scheduler(time)
            .executor(Runnable::run)
            .near("near", true)
            .build();
    private final Cache<Long, String> users = kit.cache("users", String.class);
    private final Cache<Long, String> near = kit.cache("near", String.class);
    private final Counter views = kit.counter("views");
    private final Batch batch = kit.batch();

    @AfterEach
    void close() {
        kit.close();
        backend.close();
    }

    @Test
    void tellsEachResultByItsHandle() {
        users.put(1L, "Ann");
        users.put(3L, "Cid");
        views.increment(41);

        Handle<Optional<String>> there = batch.get(users, 1L);
        Handle<Optional<String>> absent = batch.get(users, 2L);
        Handle<?> put = batch.put(users, 4L, "Dot");
        Handle<?> removed = batch.invalidate(users, 3L);
        Handle<Long> one = batch.increment(views);
        BatchResult result = batch.execute();

        assertThat(result.get(there)).contains("Ann");
        assertThat(result.get(absent)).isEmpty();
        assertThat(result.get(put)).isNull();
        assertThat(result.get(removed)).isNull();
        assertThat(result.get(one)).isEqualTo(42);
        assertThat(result.succeeded()).isTrue();
        assertThat(result.failure(one)).isEmpty();
        assertThat(users.get(4L)).contains("Dot");
        assertThat(users.get(3L)).isEmpty();
    }

    @Test
    void theBreakersTakeABatchForOneRequest() {
        List<BreakerState> told = new ArrayList<>();
        try (CacheKitEngine guarded = new CacheKitBuilder()
                .backend(new BackendWithStore(backend, store, true))
                .scheduler(time)
                .executor(Runnable::run)
                .listener(new CacheListener() {
                    @Override
                    public void onBreaker(String primary, BreakerState state) {
                        told.add(state);
                    }
                })
                .build()) {
            store.breakDown();
            for (int i = 0; i < 4; i++) {
                assertThatExceptionOfType(BackendUnavailableException.class).isThrownBy(reading(guarded, 200)::execute);
            }
            assertThat(told).isEmpty();
            assertThatExceptionOfType(BackendUnavailableException.class).isThrownBy(reading(guarded, 200)::execute);
            assertThat(told).containsExactly(BreakerState.OPEN);
            store.recover();
        }
    }

    private static Batch reading(CacheKitEngine kit, int number) {
        Cache<Long, String> users = kit.cache("users", String.class);
        Batch batch = kit.batch();
        for (long id = 0; id < number; id++) {
            batch.get(users, id);
        }
        return batch;
    }

    @Test
    void aCounterThatABatchMakesEndsWithItsTime() {
        Handle<Long> made = batch.increment(views, 5, Duration.ofMinutes(1));
        assertThat(batch.execute().get(made)).isEqualTo(5);

        time.advance(Duration.ofMinutes(1));

        assertThat(views.get()).isZero();
    }

    /** Else the time that encoding takes would be counted against the store. */
    @Test
    void noRequestIsMadeBeforeAllAreEncoded() {
        List<Integer> storedAtEncoding = new ArrayList<>();
        List<Long> keys = List.of(0L, 1L, 2L);
        Cache<Long, String> others = kit.cache("watched", String.class);
        try (CacheKitEngine watched = new CacheKitBuilder()
                .backend(new BackendWithStore(backend, store))
                .scheduler(time)
                .executor(Runnable::run)
                .codec(telling(() -> storedAtEncoding.add(others.getAll(keys).size())))
                .build()) {
            Cache<Long, String> values = watched.cache("watched", String.class);
            Batch many = watched.batch();
            keys.forEach(key -> many.put(values, key, "value"));
            many.execute();
        }
        assertThat(storedAtEncoding).containsExactly(0, 0, 0);
        assertThat(others.getAll(keys)).hasSize(3);
    }

    private static Codec telling(Runnable atEncoding) {
        Codec json = JacksonCodec.create();
        return (type, limits) -> {
            ValueCodec values = json.forType(type, limits);
            return new ValueCodec() {
                @Override
                public Payload encode(@Nullable Object value) {
                    atEncoding.run();
                    return values.encode(value);
                }

                @Override
                public @Nullable Object decode(Payload payload) throws UnreadableValueException {
                    return values.decode(payload);
                }
            };
        };
    }

    @Test
    void doesNothingUntilItIsExecuted() {
        batch.put(users, 1L, "Ann");
        batch.increment(views);
        assertThat(users.get(1L)).isEmpty();
        assertThat(views.get()).isZero();
    }

    @Test
    void withoutOperationsItDoesNothing() {
        store.breakDown();
        assertThat(batch.execute().succeeded()).isTrue();
    }

    @Test
    void aPutMayHaveALifetimeOfItsOwn() {
        batch.put(users, 1L, "Ann", Duration.ofSeconds(5));
        batch.execute();
        time.advance(Duration.ofSeconds(5));
        assertThat(users.get(1L)).isEmpty();
    }

    @Test
    void oneFailureIsNoFailureOfTheOthers() {
        users.put(1L, "Ann");
        views.increment(Long.MAX_VALUE);
        store.next(Operation.PUT, new Fault.Fail());

        Handle<Optional<String>> there = batch.get(users, 1L);
        Handle<?> put = batch.put(users, 2L, "Bob");
        Handle<Long> overflow = batch.increment(views);
        BatchResult result = batch.execute();

        assertThat(result.succeeded()).isFalse();
        assertThat(result.get(there)).contains("Ann");
        assertThat(result.failure(put)).containsInstanceOf(BackendUnavailableException.class);
        assertThatExceptionOfType(BackendUnavailableException.class).isThrownBy(() -> result.get(put));
        assertThat(result.failure(overflow))
                .containsInstanceOf(BatchOperationException.class)
                .get()
                .extracting(Throwable::getCause)
                .isInstanceOf(ArithmeticException.class);
    }

    @Test
    void aLookUpThatTheStoreDidNotAnswerIsAFailure() {
        store.next(Operation.FIND, new Fault.Fail());
        Handle<Optional<String>> lost = batch.get(users, 1L);
        Handle<Optional<String>> absent = batch.get(users, 2L);
        BatchResult result = batch.execute();
        assertThat(result.failure(lost)).containsInstanceOf(BackendUnavailableException.class);
        assertThat(result.get(absent)).isEmpty();
    }

    @Test
    void aStoreThatIsAwayIsAFailureOfTheWhole() {
        users.put(1L, "Ann");
        users.put(2L, "Bob");
        store.breakDown();
        batch.get(users, 3L);
        batch.put(users, 1L, "Anna");
        batch.invalidate(users, 2L);

        assertThatExceptionOfType(BackendUnavailableException.class)
                .isThrownBy(batch::execute)
                .withMessageContaining("none of the 3 operations");

        store.recover();
        assertThat(users.get(1L))
                .as("read again only when its removal is acknowledged")
                .isEmpty();
        time.advance(Duration.ofSeconds(10));
        assertThat(store.count(Operation.INVALIDATE)).isGreaterThan(1);
        assertThat(users.get(1L)).isEmpty();
        assertThat(users.get(2L)).isEmpty();
    }

    @Test
    void aNearHitAsksNobody() {
        near.put(1L, "Ann");
        near.get(1L);
        near.get(1L);
        store.breakDown();
        Handle<Optional<String>> hit = batch.get(near, 1L);
        assertThat(batch.execute().get(hit)).contains("Ann");
    }

    @Test
    void changesReachTheNearCache() {
        near.put(1L, "Ann");
        near.put(2L, "Bob");
        near.get(1L);
        near.get(2L);

        batch.put(near, 1L, "Anna");
        batch.invalidate(near, 2L);
        batch.execute();

        assertThat(near.get(1L)).contains("Anna");
        assertThat(near.get(2L)).isEmpty();
    }

    @Test
    void whatABatchHasReadIsKeptNear() {
        near.put(1L, "Ann");
        batch.get(near, 1L);
        batch.execute();
        store.resetCounts();
        assertThat(near.get(1L)).contains("Ann");
        assertThat(store.count(Operation.FIND)).isZero();
    }

    @Test
    void executesWithoutWaiting() {
        Handle<Long> one = batch.increment(views, 7);
        assertThat(batch.executeAsync()).isCompletedWithValueMatching(result -> result.get(one) == 7);
    }

    @Test
    void aCallerThatIsInterruptedLeavesNothingUndone() {
        users.put(1L, "Ann");
        store.freeze();
        batch.put(users, 1L, "Anna");
        Thread.currentThread().interrupt();

        assertThatExceptionOfType(WaitInterruptedException.class).isThrownBy(batch::execute);
        assertThat(Thread.interrupted()).isTrue();
        store.recover();

        assertThat(users.get(1L)).contains("Anna");
        assertThat(users.stats().puts()).isEqualTo(2);
    }

    @Test
    void isForOneUse() {
        batch.execute();
        assertThatIllegalStateException().isThrownBy(batch::execute);
        assertThatIllegalStateException().isThrownBy(batch::executeAsync);
        assertThatIllegalStateException().isThrownBy(() -> batch.increment(views));
    }

    @Test
    void knowsItsOwnHandlesOnly() {
        Handle<Long> mine = batch.increment(views);
        Batch other = kit.batch();
        Handle<Long> others = other.increment(views);
        BatchResult result = batch.execute();
        assertThat(result.get(mine)).isEqualTo(1);
        assertThatIllegalArgumentException().isThrownBy(() -> result.get(others));
        assertThatIllegalArgumentException().isThrownBy(() -> result.failure(others));
    }

    @Test
    void takesItsOwnCachesAndCountersOnly() {
        try (CacheKitEngine other = new CacheKitBuilder().scheduler(time).build()) {
            Cache<Long, String> foreign = other.cache("users", String.class);
            assertThatIllegalArgumentException().isThrownBy(() -> batch.get(foreign, 1L));
            assertThatIllegalArgumentException().isThrownBy(() -> batch.increment(other.counter("views")));
        }
    }

    @Test
    void refusesWhatTheSingleOperationRefuses() {
        assertThatNullPointerException().isThrownBy(() -> batch.get(users, null));
        assertThatNullPointerException().isThrownBy(() -> batch.put(users, 1L, null));
        assertThatExceptionOfType(InvalidConfigurationException.class)
                .isThrownBy(() -> batch.put(users, 1L, "Ann", Duration.ZERO));
    }
}
