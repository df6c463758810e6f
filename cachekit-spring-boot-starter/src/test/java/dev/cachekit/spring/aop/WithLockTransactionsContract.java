package dev.cachekit.spring.aop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cachekit.CacheKit;
import dev.cachekit.CurrentLock;
import dev.cachekit.DistributedLock;
import dev.cachekit.HeldLock;
import dev.cachekit.LockLostException;
import dev.cachekit.annotation.Invalidate;
import dev.cachekit.annotation.WithLock;
import dev.cachekit.contract.Answers;
import dev.cachekit.engine.CacheKitEngine;
import dev.cachekit.spi.CacheListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A lock is held until what was written under it can be seen. */
@ExtendWith(OutputCaptureExtension.class)
abstract class WithLockTransactionsContract {

    private static final int THREADS = 8;
    private static final int ROUNDS = 40;

    /** Gives the backend; empty for the in-process one. */
    abstract Class<?>[] backend();

    static class Accounts {

        private final JdbcClient jdbc;

        Accounts(JdbcClient jdbc) {
            this.jdbc = jdbc;
        }

        @WithLock(name = "account", key = "#id", maxWait = "60s")
        @Transactional
        public void increment(long id) {
            write(id, read(id) + 1);
        }

        @WithLock(name = "account", key = "#id", maxWait = "60s")
        @Transactional
        @Invalidate(cache = "accounts", key = "#id")
        public void change(long id, Runnable then) {
            write(id, read(id) + 1);
            then.run();
        }

        @WithLock(name = "leased", key = "#id", lease = "200ms")
        @Transactional
        public void changeLate(long id, HeldLock[] thief, DistributedLock lock) {
            write(id, 1_000);
            Awaitility.await().until(() -> {
                Optional<HeldLock> stolen = lock.key(id).tryAcquire(Duration.ZERO);
                stolen.ifPresent(held -> thief[0] = held);
                return stolen.isPresent();
            });
        }

        @WithLock(name = "leased", key = "#id", lease = "200ms")
        public long readAndStay(long id, TransactionTemplate transaction, DistributedLock lock) {
            long amount = transaction.execute(status -> read(id));
            Awaitility.await().until(() -> isFree(lock.key(id)));
            return amount;
        }

        long read(long id) {
            return jdbc.sql("select name from item where id = ?")
                    .param(id)
                    .query(Long.class)
                    .single();
        }

        void write(long id, long amount) {
            jdbc.sql("update item set name = ? where id = ?")
                    .params(String.valueOf(amount), id)
                    .update();
        }
    }

    /** What a listener saw of the lock while an invalidation took effect. */
    @Configuration(proxyBeanMethods = false)
    static class Watching {

        private final List<Boolean> freeAtInvalidation = new ArrayList<>();

        @Bean
        List<Boolean> freeAtInvalidation() {
            return freeAtInvalidation;
        }

        @Bean
        EngineConfiguration.Addition watching(ObjectProvider<CacheKit> kit) {
            return builder -> builder.listener(new CacheListener() {
                @Override
                public void onInvalidate(String cache, long keys) {
                    freeAtInvalidation.add(
                            isFree(kit.getObject().lock("account").key(1)));
                }
            });
        }
    }

    private record World(AssertableApplicationContext context) {

        Accounts accounts() {
            return context.getBean(Accounts.class);
        }

        DistributedLock lock(String name) {
            return context.getBean(CacheKitEngine.class).lock(name);
        }

        TransactionTemplate transaction() {
            return new TransactionTemplate(context.getBean(PlatformTransactionManager.class));
        }
    }

    @FunctionalInterface
    private interface Scene {
        void play(World world) throws Exception;
    }

    private void run(Scene scene) {
        Class<?>[] own = {TransactionsContract.Database.class, Accounts.class, Watching.class};
        Contexts.with(Stream.of(own, backend()).flatMap(Stream::of).toArray(Class<?>[]::new))
                .run(context -> {
                    context.getBean(JdbcClient.class)
                            .sql("update item set name = '0'")
                            .update();
                    scene.play(new World(context));
                });
    }

    private static boolean isFree(DistributedLock lock) {
        Optional<HeldLock> held = lock.tryAcquire(Duration.ZERO);
        held.ifPresent(HeldLock::close);
        return held.isPresent();
    }

    private static void atCompletion(Runnable action) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCompletion(int status) {
                action.run();
            }
        });
    }

    @Test
    void everyCallerSeesWhatTheHolderBeforeHasCommitted() {
        run(world -> {
            List<CompletableFuture<Void>> threads = IntStream.range(0, THREADS)
                    .mapToObj(i -> CompletableFuture.runAsync(
                            () -> {
                                for (int round = 0; round < ROUNDS; round++) {
                                    world.accounts().increment(1);
                                }
                            },
                            task -> new Thread(task).start()))
                    .toList();
            threads.forEach(Answers::of);

            assertThat(world.accounts().read(1)).isEqualTo(THREADS * ROUNDS);
        });
    }

    @Test
    void theLockIsHeldUntilTheTransactionHasEndedAndTheCachesHaveChanged() {
        run(world -> {
            List<Boolean> free = new ArrayList<>();
            DistributedLock lock = world.lock("account").key(1);
            world.accounts().change(1, () -> atCompletion(() -> free.add(isFree(lock))));

            assertThat(free).containsExactly(false);
            assertThat(world.context.getBean("freeAtInvalidation")).isEqualTo(List.of(false));
            assertThat(isFree(lock)).isTrue();
        });
    }

    @Test
    void withinAnOuterTransactionTheLockIsHeldUntilThatHasEnded(CapturedOutput output) {
        run(world -> {
            DistributedLock lock = world.lock("account").key(1);
            world.transaction().executeWithoutResult(status -> {
                world.accounts().increment(1);
                assertThat(isFree(lock)).isFalse();
            });
            assertThat(isFree(lock)).isTrue();
            world.transaction().executeWithoutResult(status -> {
                world.accounts().increment(1);
                status.setRollbackOnly();
            });
            assertThat(isFree(lock)).isTrue();
            assertThat(output.getAll().split("begin the transaction inside", -1))
                    .hasSize(2);
        });
    }

    @Test
    void aSecondCallWithinAnOuterTransactionDoesNotWaitForTheFirst() {
        run(world -> {
            DistributedLock lock = world.lock("account").key(1);
            List<Long> fences = new ArrayList<>();
            world.transaction().executeWithoutResult(status -> {
                world.accounts().change(1, () -> fences.add(CurrentLock.fencingToken()));
                world.accounts().change(1, () -> fences.add(CurrentLock.fencingToken()));
                assertThat(isFree(lock)).isFalse();
            });
            assertThat(isFree(lock)).isTrue();
            assertThat(world.accounts().read(1)).isEqualTo(2);
            assertThat(fences.get(0)).isEqualTo(fences.get(1));
            world.accounts().change(1, () -> fences.add(CurrentLock.fencingToken()));
            assertThat(fences.get(2)).isGreaterThan(fences.get(1));
        });
    }

    @Test
    void theLockOfSeveralCallsIsHeldUntilTheCachesHaveChangedForAllOfThem() {
        run(world -> {
            world.transaction().executeWithoutResult(status -> {
                world.accounts().change(1, () -> {});
                world.accounts().change(1, () -> {});
            });
            assertThat(world.context.getBean("freeAtInvalidation")).isEqualTo(List.of(false, false));
        });
    }

    @Test
    void aTransactionWhoseLockWasLostIsRolledBack() {
        run(world -> {
            HeldLock[] thief = new HeldLock[1];

            assertThatThrownBy(() -> world.accounts().changeLate(1, thief, world.lock("leased")))
                    .isInstanceOf(LockLostException.class);

            assertThat(thief[0].isHeld()).isTrue();
            thief[0].close();
            assertThat(world.accounts().read(1)).isZero();
        });
    }

    @Test
    void aLossAfterATransactionInsideHasEndedIsTold() {
        run(world -> assertThatThrownBy(
                        () -> world.accounts().readAndStay(1, world.transaction(), world.lock("leased")))
                .isInstanceOf(LockLostException.class));
    }

    @Test
    void anOuterTransactionWhoseLockWasLostIsRolledBack() {
        run(world -> {
            HeldLock[] thief = new HeldLock[1];

            assertThatThrownBy(() -> world.transaction()
                            .executeWithoutResult(status ->
                                    swallowing(() -> world.accounts().changeLate(1, thief, world.lock("leased")))))
                    .isInstanceOf(LockLostException.class);

            assertThat(world.accounts().read(1)).isZero();
        });
    }

    private static void swallowing(Runnable call) {
        try {
            call.run();
        } catch (LockLostException swallowed) {
            assertThat(swallowed.lock()).isEqualTo("leased");
        }
    }
}
