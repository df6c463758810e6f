package dev.cachekit.spring.aop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.Cache;
import dev.cachekit.annotation.CacheAside;
import dev.cachekit.annotation.Invalidate;
import dev.cachekit.annotation.Phase;
import dev.cachekit.annotation.WithLock;
import dev.cachekit.annotation.WriteThrough;
import dev.cachekit.engine.CacheKitEngine;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Methods that go on after they have returned, called within a transaction of their caller's thread. */
class LaterCallsInTransactionsTest {

    /** Of the threads on which methods go on. */
    private static final int THREADS = 64;

    static class Items {

        private final JdbcClient jdbc;
        private final CompletableFuture<Void> gate = new CompletableFuture<>();

        Items(JdbcClient jdbc) {
            this.jdbc = jdbc;
        }

        @Invalidate(cache = "item", key = "#id")
        public CompletableFuture<Integer> rename(long id, String name) {
            int rows = jdbc.sql("update item set name = ? where id = ?")
                    .param(name)
                    .param(id)
                    .update();
            return CompletableFuture.supplyAsync(() -> rows);
        }

        @Invalidate(cache = "item", key = "#id")
        public CompletableFuture<Integer> renameHere(long id, String name) {
            return CompletableFuture.completedFuture(jdbc.sql("update item set name = ? where id = ?")
                    .param(name)
                    .param(id)
                    .update());
        }

        @Invalidate(cache = "item", key = "#id", phase = Phase.TWO_PHASE)
        public CompletableFuture<Void> renameInTwoPhases(long id) {
            return gate;
        }

        @Invalidate(cache = "item", key = "#id")
        public CompletableFuture<Void> renameLater(long id, String name) {
            jdbc.sql("update item set name = ? where id = ?")
                    .param(name)
                    .param(id)
                    .update();
            return gate;
        }

        @WriteThrough(cache = "item", key = "#id")
        public CompletableFuture<String> write(long id, String name) {
            jdbc.sql("update item set name = ? where id = ?")
                    .param(name)
                    .param(id)
                    .update();
            return CompletableFuture.supplyAsync(() -> name);
        }

        @CacheAside(cache = "item", key = "#id")
        public CompletableFuture<String> name(long id) {
            return CompletableFuture.completedFuture(read(id));
        }

        @CacheAside(cache = "item", key = "#id")
        public CompletableFuture<String> nameLater(long id) {
            return gate.thenApply(done -> "later");
        }

        @CacheAside(cache = "many", key = "#id")
        public CompletableFuture<Integer> renameInside(
                long id, Items proxy, Runnable inside, TransactionTemplate transaction) {
            return CompletableFuture.completedFuture(transaction.execute(status -> {
                proxy.touched(id);
                inside.run();
                return 1;
            }));
        }

        @Invalidate(cache = "item", key = "#id")
        public CompletableFuture<Void> touched(long id) {
            return CompletableFuture.completedFuture(null);
        }

        @WithLock(name = "row", key = "#id", maxWait = "0")
        public CompletableFuture<String> locked(long id) {
            return CompletableFuture.completedFuture("locked");
        }

        @WithLock(name = "row", key = "#id", maxWait = "0")
        public String lockedHere(long id) {
            return "locked";
        }

        private String read(long id) {
            return jdbc.sql("select name from item where id = ?")
                    .param(id)
                    .query(String.class)
                    .single();
        }

        @WithLock("thread")
        public CompletableFuture<String> thread() {
            return CompletableFuture.completedFuture(Thread.currentThread().getName());
        }

        CompletableFuture<Void> gate() {
            return gate;
        }
    }

    /** The scene of one test. */
    private record Scene(Items items, Cache<Long, String> cache, TransactionTemplate transactions) {

        void cached(String name) {
            cache.put(1L, name);
        }

        String name() {
            // on another thread: what the transaction has touched bypasses the cache inside it
            return CompletableFuture.supplyAsync(() -> cache.get(1L).orElse("none"))
                    .join();
        }
    }

    private static void run(BiConsumer<Scene, Items> test) {
        Contexts.with(TransactionsContract.Database.class, Items.class).run(context -> {
            Scene scene = new Scene(
                    context.getBean(Items.class),
                    context.getBean(CacheKitEngine.class).cache("item", String.class),
                    new TransactionTemplate(context.getBean(PlatformTransactionManager.class)));
            test.accept(scene, scene.items());
        });
    }

    @Test
    void theMethodTakesPartInTheTransaction() {
        run((scene, items) -> scene.transactions()
                .executeWithoutResult(status -> assertThat(items.thread().join())
                        .isEqualTo(Thread.currentThread().getName())));
    }

    @Test
    void aRemovalWaitsForTheCommit() {
        run((scene, items) -> {
            scene.cached("first");
            scene.transactions().executeWithoutResult(status -> {
                assertThat(items.rename(1, "second").join()).isOne();
                assertThat(scene.name()).isEqualTo("first");
            });
            assertThat(scene.name()).isEqualTo("none");
        });
    }

    @Test
    void aRollbackKeepsTheValue() {
        run((scene, items) -> {
            scene.cached("first");
            scene.transactions().executeWithoutResult(status -> {
                items.renameHere(1, "second").join();
                status.setRollbackOnly();
            });
            assertThat(scene.name()).isEqualTo("first");
        });
    }

    @Test
    void whatIsDoneElsewhereIsNotRolledBack() {
        run((scene, items) -> {
            scene.cached("first");
            scene.transactions().executeWithoutResult(status -> {
                CompletableFuture<Void> renaming = items.renameLater(1, "second");
                CompletableFuture.runAsync(() -> items.gate().complete(null)).join();
                renaming.join();
                status.setRollbackOnly();
            });
            assertThat(scene.name()).isEqualTo("none");
        });
    }

    @Test
    void inTwoPhasesAsWellWhatEndsAfterTheCommitRemovesThen() {
        run((scene, items) -> {
            CompletableFuture<Void> renaming = scene.transactions().execute(status -> items.renameInTwoPhases(1));
            scene.cached("first");
            assertThat(scene.name()).isEqualTo("first");
            items.gate().complete(null);
            renaming.join();
            assertThat(scene.name()).isEqualTo("none");
        });
    }

    @Test
    void aMethodThatEndsAfterTheCommitRemovesThen() {
        run((scene, items) -> {
            scene.cached("first");
            CompletableFuture<Void> renaming = scene.transactions().execute(status -> items.renameLater(1, "second"));
            assertThat(scene.name()).isEqualTo("first");
            items.gate().complete(null);
            renaming.join();
            Awaitility.await().untilAsserted(() -> assertThat(scene.name()).isEqualTo("none"));
        });
    }

    @Test
    void aLoadThatEndsAtOnceIsStoredAfterTheCommit() {
        run((scene, items) -> {
            scene.transactions().executeWithoutResult(status -> {
                items.name(1).join();
                assertThat(scene.name()).isEqualTo("none");
            });
            assertThat(scene.name()).isNotEqualTo("none");
        });
    }

    @Test
    void aLoadThatEndsElsewhereIsNotStored() {
        run((scene, items) -> {
            scene.transactions().executeWithoutResult(status -> {
                CompletableFuture<String> name = items.nameLater(1);
                CompletableFuture.runAsync(() -> items.gate().complete(null)).join();
                assertThat(name.join()).isEqualTo("later");
            });
            assertThat(scene.name()).isEqualTo("none");
        });
    }

    @Test
    void callsOfOneTransactionShareItsLockUntilItsEnd() {
        run((scene, items) -> {
            scene.transactions().executeWithoutResult(status -> {
                assertThat(items.locked(1).join()).isEqualTo("locked");
                assertThat(items.locked(1).join()).isEqualTo("locked");
                assertThat(items.lockedHere(1)).isEqualTo("locked");
                CompletableFuture<String> others = CompletableFuture.supplyAsync(() -> items.lockedHere(1));
                assertThat(others).failsWithin(Duration.ofSeconds(10));
            });
            assertThat(CompletableFuture.supplyAsync(() -> items.lockedHere(1)).join())
                    .isEqualTo("locked");
        });
    }

    /** What they do at the end must not need one more thread of those. */
    @Test
    void asManyCommitsAtOnceAsThereAreThreadsEnd() {
        run((scene, items) -> {
            CyclicBarrier all = new CyclicBarrier(THREADS);
            List<CompletableFuture<Integer>> calls = LongStream.range(0, THREADS)
                    .mapToObj(id -> items.renameInside(id, items, () -> await(all), scene.transactions()))
                    .toList();
            assertThat(CompletableFuture.allOf(calls.toArray(CompletableFuture<?>[]::new)))
                    .succeedsWithin(Duration.ofSeconds(20));
        });
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await(10, TimeUnit.SECONDS);
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }

    @Test
    void aWriteIsStoredAfterTheCommit() {
        run((scene, items) -> {
            scene.transactions().executeWithoutResult(status -> {
                assertThat(items.write(1, "second").join()).isEqualTo("second");
                assertThat(scene.name()).isEqualTo("none");
            });
            assertThat(scene.name()).isEqualTo("second");
        });
    }
}
