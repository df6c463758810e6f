package dev.cachekit.spring.aop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.Cache;
import dev.cachekit.annotation.Invalidate;
import dev.cachekit.annotation.Phase;
import dev.cachekit.annotation.WithLock;
import dev.cachekit.annotation.WriteThrough;
import dev.cachekit.engine.CacheKitEngine;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Methods that go on after they have returned, called within a transaction of their caller's thread. */
class LaterCallsInTransactionsTest {

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
