package dev.cachekit.spring.aop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cachekit.Cache;
import dev.cachekit.DistributedLock;
import dev.cachekit.HeldLock;
import dev.cachekit.LockLostException;
import dev.cachekit.engine.CacheKitEngine;
import dev.cachekit.spring.ReactiveDatabase;
import dev.cachekit.spring.aop.shapes.SuspendingRenames;
import dev.cachekit.spring.aop.shapes.SuspendingRenamesKt;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.transaction.reactive.TransactionSynchronization;
import org.springframework.transaction.reactive.TransactionSynchronizationManager;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Caches and locks follow transactions that belong to subscribers: what was not committed never reaches them. */
abstract class ReactiveTransactionsContract {

    /** Gives the backend; empty for the in-process one. */
    abstract Class<?>[] backend();

    /** Coroutines on its rows. */
    static class Coroutines {

        @Bean
        SuspendingRenames renames(ReactiveDatabase.Rows rows) {
            return new SuspendingRenames(rows::rename);
        }
    }

    private record World(AssertableApplicationContext context) {

        ReactiveItems items() {
            return context.getBean(ReactiveItems.class);
        }

        SuspendingRenames renames() {
            return context.getBean(SuspendingRenames.class);
        }

        Cache<Long, String> cache() {
            return context.getBean(CacheKitEngine.class).cache("item", String.class);
        }

        /** What others see. */
        Optional<String> cached() {
            return outside(() -> cache().get(1L));
        }

        Mono<Optional<String>> cachedThen() {
            return Mono.fromCallable(this::cached);
        }

        DistributedLock lock(String name) {
            return context.getBean(CacheKitEngine.class).lock(name).key(1);
        }

        <T> T inTransaction(boolean commit, Mono<T> body) {
            return ReactiveDatabase.inTransaction(context.getBean(TransactionalOperator.class), commit, body);
        }
    }

    private void run(Consumer<World> test) {
        Contexts.with(ReactiveDatabase.class, Coroutines.class, ReactiveItems.class)
                .withUserConfiguration(backend())
                .run(context -> test.accept(new World(context)));
    }

    @Test
    void removesWhenTheOuterTransactionIsCommittedAndNotBefore() {
        run(world -> {
            world.cache().put(1L, "first");
            Optional<String> before =
                    world.inTransaction(true, world.items().rename(1, "second").then(world.cachedThen()));
            assertThat(before).contains("first");
            assertThat(world.cached()).isEmpty();
        });
    }

    @Test
    void keepsTheEntryWhenTheOuterTransactionIsRolledBack() {
        run(world -> {
            world.cache().put(1L, "first");
            world.inTransaction(false, world.items().rename(1, "second"));
            assertThat(world.cached()).contains("first");
        });
    }

    @Test
    void keepsTheEntryWhenTheOuterTransactionFails() {
        run(world -> {
            world.cache().put(1L, "first");
            assertThatThrownBy(() -> world.inTransaction(
                            true, world.items().rename(1, "second").then(failure())))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThat(world.cached()).contains("first");
        });
    }

    @Test
    void removesAfterAStreamWhenTheOuterTransactionIsCommitted() {
        run(world -> {
            world.cache().put(1L, "first");
            world.inTransaction(
                    false, world.items().renameStreaming(1, "second").collectList());
            assertThat(world.cached()).contains("first");
            world.inTransaction(true, world.items().renameStreaming(1, "second").collectList());
            assertThat(world.cached()).isEmpty();
        });
    }

    @Test
    void theTransactionOfAStreamDecides() {
        run(world -> {
            world.cache().put(1L, "first");
            assertThatThrownBy(() -> world.items()
                            .renameInsideStreaming(1, "second", failure())
                            .blockLast())
                    .isInstanceOf(IllegalArgumentException.class);
            assertThat(world.cached()).contains("first");
            world.items().renameInsideStreaming(1, "second", Mono.empty()).blockLast();
            assertThat(world.cached()).isEmpty();
        });
    }

    @Test
    void aCoroutineIsInsideTheTransactionOfItsCaller() {
        run(world -> {
            world.cache().put(1L, "first");
            world.inTransaction(false, SuspendingRenamesKt.renaming(world.renames(), 1, "second"));
            assertThat(world.cached()).contains("first");
            world.inTransaction(true, SuspendingRenamesKt.renaming(world.renames(), 1, "second"));
            assertThat(world.cached()).isEmpty();
        });
    }

    @Test
    void storesAWriteWhenTheOuterTransactionIsCommittedAndNotBefore() {
        run(world -> {
            Optional<String> before =
                    world.inTransaction(true, world.items().write(1, "second").then(world.cachedThen()));
            assertThat(before).isEmpty();
            assertThat(world.cached()).contains("second");
        });
    }

    @Test
    void storesNothingWhenTheOuterTransactionOfAWriteIsRolledBack() {
        run(world -> {
            world.inTransaction(false, world.items().write(1, "second"));
            assertThat(world.cached()).isEmpty();
            assertThat(world.items().name(1).block()).isEqualTo("first");
        });
    }

    @Test
    void readsPastTheCacheWhatTheTransactionHasTouched() {
        run(world -> {
            world.cache().put(1L, "first");
            String inside = world.inTransaction(
                    true, world.items().rename(1, "second").then(world.items().name(1)));
            assertThat(inside).isEqualTo("second");
        });
    }

    @Test
    void storesNoLoadOfAnOuterTransaction() {
        run(world -> {
            String inside = world.inTransaction(
                    false,
                    world.items().update(1, "uncommitted").then(world.items().name(1)));
            assertThat(inside).isEqualTo("uncommitted");
            assertThat(world.cached()).isEmpty();
            world.inTransaction(true, world.items().name(1));
            assertThat(world.cached()).isEmpty();
        });
    }

    @Test
    void aCallThatIsNotSubscribedInTheTransactionStoresItsLoad() {
        run(world -> {
            world.inTransaction(
                    true,
                    world.items()
                            .rename(2, "second")
                            .then(Mono.fromCallable(
                                    () -> world.items().name(1).toFuture().join())));
            assertThat(world.cached()).contains("first");
        });
    }

    @Test
    void announcesARemovalBeforeTheCommit() {
        run(world -> {
            world.cache().put(1L, "first");
            Mono<Void> look = beforeCompletion(() -> {
                assertThat(world.cached()).isEmpty();
                assertThat(outside(() -> world.items().name(1).block())).isEqualTo("first");
                assertThat(world.cached()).isEmpty();
            });
            world.inTransaction(true, look.then(world.items().renameAnnounced(1, "second")));
            assertThat(world.items().name(1).block()).isEqualTo("second");
            assertThat(world.cached()).contains("second");
        });
    }

    @Test
    void announcesNothingWhenTheOuterTransactionIsRolledBack() {
        run(world -> {
            world.cache().put(1L, "first");
            world.inTransaction(false, world.items().renameAnnounced(1, "second"));
            assertThat(world.cached()).contains("first");
        });
    }

    @Test
    void holdsALockUntilTheOuterTransactionHasEnded() {
        run(world -> {
            boolean free = world.inTransaction(
                    true,
                    world.items().renameLocked(1, "second").then(Mono.fromCallable(() -> isFree(world.lock("row")))));
            assertThat(free).isFalse();
            assertThat(isFree(world.lock("row"))).isTrue();
        });
    }

    @Test
    void aSecondCallOfTheTransactionDoesNotWaitForTheLockOfTheFirst() {
        run(world -> {
            world.inTransaction(
                    true,
                    world.items().renameLocked(1, "second").then(world.items().renameLocked(1, "third")));
            assertThat(world.items().row(1).block()).isEqualTo("third");
            assertThat(isFree(world.lock("row"))).isTrue();
        });
    }

    @Test
    void rollsBackWhenTheLockIsLostBeforeTheCommit() {
        run(world -> {
            Mono<Boolean> stolen = Mono.fromCallable(() -> {
                Awaitility.await().until(() -> isFree(world.lock("leased")));
                return true;
            });
            assertThatThrownBy(() -> world.inTransaction(
                            true, world.items().renameLeased(1, "second").then(stolen)))
                    .isInstanceOf(LockLostException.class);
            assertThat(world.items().row(1).block()).isEqualTo("first");
        });
    }

    @Test
    void removesWhenTheTransactionInsideWasCommitted() {
        run(world -> {
            world.cache().put(1L, "first");
            world.items().renameInside(1, "second", Mono.empty()).block();
            assertThat(world.cached()).isEmpty();
        });
    }

    @Test
    void keepsTheEntryWhenTheTransactionInsideWasRolledBack() {
        run(world -> {
            world.cache().put(1L, "first");
            assertThatThrownBy(() ->
                            world.items().renameInside(1, "second", failure()).block())
                    .isInstanceOf(IllegalArgumentException.class);
            assertThat(world.cached()).contains("first");
        });
    }

    @Test
    void storesWhatTheTransactionInsideHasCommittedAndNothingElse() {
        run(world -> {
            world.items().writeInside(1, "second", Mono.empty()).block();
            assertThat(world.cached()).contains("second");
            assertThatThrownBy(() ->
                            world.items().writeInside(1, "third", failure()).block())
                    .isInstanceOf(IllegalArgumentException.class);
            assertThat(world.cached()).isEmpty();
        });
    }

    @Test
    void storesNoWriteWhoseTransactionInsideWasRolledBackInSilence() {
        run(world -> {
            assertThat(world.items().writeAndRollBack(1, "second").block()).isEqualTo("second");
            assertThat(world.cached()).isEmpty();
        });
    }

    @Test
    void readsPastTheCacheWhatTheTransactionInsideIsChanging() {
        run(world -> {
            world.cache().put(1L, "first");
            AtomicReference<String> seen = new AtomicReference<>();
            Mono<Void> look = world.items().name(1).doOnNext(seen::set).then();
            world.items().renameInside(1, "second", look).block();
            assertThat(seen.get()).isEqualTo("second");
        });
    }

    @Test
    void removesWhatAnIndependentTransactionCommittedAlthoughTheOuterWasRolledBack() {
        run(world -> {
            world.cache().put(1L, "first");
            world.inTransaction(false, world.items().renameApart(1, "second"));
            assertThat(world.cached()).isEmpty();
        });
    }

    private static <T> Mono<T> failure() {
        return Mono.error(new IllegalArgumentException("after the update"));
    }

    /** Looks when nothing but the commit itself is left. */
    private static Mono<Void> beforeCompletion(Runnable look) {
        return TransactionSynchronizationManager.forCurrentTransaction()
                .doOnNext(transaction -> transaction.registerSynchronization(new TransactionSynchronization() {
                    @Override
                    public Mono<Void> beforeCompletion() {
                        return Mono.fromRunnable(look);
                    }
                }))
                .then();
    }

    private static boolean isFree(DistributedLock lock) {
        return outside(() -> {
            Optional<HeldLock> held = lock.tryAcquire(Duration.ZERO);
            held.ifPresent(HeldLock::close);
            return held.isPresent();
        });
    }

    /** What another thread sees, which works for no call. */
    private static <T> T outside(Supplier<T> look) {
        return CompletableFuture.supplyAsync(look).join();
    }
}
