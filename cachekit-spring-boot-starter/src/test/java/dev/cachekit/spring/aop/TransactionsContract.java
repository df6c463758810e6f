package dev.cachekit.spring.aop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cachekit.Cache;
import dev.cachekit.Explanation;
import dev.cachekit.Explanation.Reason;
import dev.cachekit.Explanation.State;
import dev.cachekit.annotation.CacheAside;
import dev.cachekit.annotation.Invalidate;
import dev.cachekit.annotation.WriteThrough;
import dev.cachekit.engine.CacheKitEngine;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseBuilder;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseType;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.interceptor.TransactionAspectSupport;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Caches follow the transaction's outcome: what was not committed never reaches them. A near cache changes nothing of that
 * on its own node, where what was removed is never served again; on other nodes it has three seconds, see
 * {@code TwoPhaseNodesTest}.
 */
abstract class TransactionsContract {

    /** Gives the backend; empty for the in-process one. */
    abstract Class<?>[] backend();

    @Configuration(proxyBeanMethods = false)
    @EnableTransactionManagement
    static class Database {

        @Bean
        DataSource dataSource() {
            return new EmbeddedDatabaseBuilder()
                    .generateUniqueName(true)
                    .setType(EmbeddedDatabaseType.H2)
                    .build();
        }

        @Bean
        JdbcClient jdbc(DataSource dataSource) {
            JdbcClient jdbc = JdbcClient.create(dataSource);
            jdbc.sql("create table item (id bigint primary key, name varchar(100))")
                    .update();
            jdbc.sql("insert into item values (1, 'first')").update();
            return jdbc;
        }

        @Bean
        PlatformTransactionManager transactionManager(DataSource dataSource) {
            return new JdbcTransactionManager(dataSource);
        }
    }

    static class Items {

        private final JdbcClient jdbc;

        Items(JdbcClient jdbc) {
            this.jdbc = jdbc;
        }

        @CacheAside("item")
        public String name(long id) {
            return jdbc.sql("select name from item where id = ?")
                    .param(id)
                    .query(String.class)
                    .single();
        }

        @Transactional
        @Invalidate(cache = "item", key = "#id")
        public void rename(long id, String name, Runnable then) {
            update(id, name);
            then.run();
        }

        @Transactional(noRollbackFor = IllegalStateException.class)
        @Invalidate(cache = "item", key = "#id")
        public void renameAndThrow(long id, String name) {
            update(id, name);
            throw new IllegalStateException("after the update");
        }

        @Transactional(propagation = Propagation.REQUIRES_NEW)
        @Invalidate(cache = "item", key = "#id")
        public void renameApart(long id, String name) {
            update(id, name);
        }

        @Transactional(propagation = Propagation.NOT_SUPPORTED)
        @Invalidate(cache = "item", key = "#id")
        public void renameWithout(long id, String name) {
            update(id, name);
        }

        @Transactional(propagation = Propagation.NESTED)
        @Invalidate(cache = "item", key = "#id")
        public void renameNested(long id, String name) {
            update(id, name);
        }

        @Transactional
        @Invalidate(cache = "item", key = "#id")
        public void renameAndRollBack(long id, String name) {
            update(id, name);
            TransactionAspectSupport.currentTransactionStatus().setRollbackOnly();
        }

        @Transactional
        @WriteThrough(cache = "item", key = "#id")
        public String save(long id, String name, boolean rollBack) {
            update(id, name);
            if (rollBack) {
                TransactionAspectSupport.currentTransactionStatus().setRollbackOnly();
            }
            return name;
        }

        @Transactional(propagation = Propagation.REQUIRES_NEW)
        @WriteThrough(cache = "item", key = "#id + 0")
        public String saveApart(long id, String name) {
            update(id, name);
            return name;
        }

        @Transactional(noRollbackFor = IllegalStateException.class)
        @WriteThrough(cache = "item", key = "#id + 0")
        public String saveAndThrow(long id, String name, RuntimeException failure) {
            update(id, name);
            throw failure;
        }

        void update(long id, String name) {
            jdbc.sql("update item set name = ? where id = ?").params(name, id).update();
        }
    }

    private record World(AssertableApplicationContext context) {

        Items items() {
            return context.getBean(Items.class);
        }

        Cache<Long, String> cache() {
            return context.getBean(CacheKitEngine.class).cache("item", String.class);
        }

        Optional<String> cached() {
            return cache().get(1L);
        }

        void sql(String name) {
            context.getBean(JdbcClient.class)
                    .sql("update item set name = ? where id = 1")
                    .param(name)
                    .update();
        }

        TransactionTemplate transaction(int isolation) {
            TransactionTemplate template = new TransactionTemplate(context.getBean(PlatformTransactionManager.class));
            template.setIsolationLevel(isolation);
            return template;
        }

        void inTransaction(boolean commit, Runnable body) {
            inTransaction(TransactionDefinition.ISOLATION_DEFAULT, commit, body);
        }

        void inTransaction(int isolation, boolean commit, Runnable body) {
            transaction(isolation).executeWithoutResult(status -> {
                body.run();
                if (!commit) {
                    status.setRollbackOnly();
                }
            });
        }
    }

    private void run(Consumer<World> test) {
        Contexts.with(Database.class, Items.class)
                .withUserConfiguration(backend())
                .run(context -> test.accept(new World(context)));
    }

    @Test
    void storesALoadOfAnOuterTransactionAfterItsCommit() {
        run(world -> {
            world.inTransaction(true, () -> {
                world.items().name(1);
                assertThat(outside(world::cached)).isEmpty();
            });
            assertThat(world.cached()).contains("first");
        });
    }

    @Test
    void neverStoresAnUncommittedRow() {
        run(world -> {
            world.inTransaction(false, () -> {
                world.sql("uncommitted");
                assertThat(world.items().name(1)).isEqualTo("uncommitted");
            });
            assertThat(world.cached()).isEmpty();
            assertThat(world.items().name(1)).isEqualTo("first");
        });
    }

    @Test
    void neverStoresASnapshotOfRepeatableRead() {
        run(world -> {
            world.inTransaction(TransactionDefinition.ISOLATION_REPEATABLE_READ, true, () -> {
                world.items().name(1);
                outside(() -> {
                    world.items().rename(1, "second", () -> {});
                    return null;
                });
                assertThat(world.items().name(1)).isEqualTo("first");
            });
            assertThat(world.cached()).isEmpty();
            assertThat(world.items().name(1)).isEqualTo("second");
        });
    }

    @Test
    void neverStoresWhatReadUncommittedSaw() {
        run(world -> {
            world.inTransaction(
                    TransactionDefinition.ISOLATION_READ_UNCOMMITTED,
                    true,
                    () -> world.items().name(1));
            assertThat(world.cached()).isEmpty();
        });
    }

    @Test
    void invalidatesWhenTheTransactionInsideWasCommitted() {
        run(world -> {
            world.items().name(1);
            world.items().rename(1, "second", () -> {});
            assertThat(world.items().name(1)).isEqualTo("second");
        });
    }

    @Test
    void keepsTheEntryWhenTheTransactionInsideWasRolledBack() {
        run(world -> {
            world.items().name(1);
            assertThatThrownBy(() -> world.items().rename(1, "second", TransactionsContract::fail))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThat(world.cached()).contains("first");
            world.items().renameAndRollBack(1, "second");
            assertThat(world.cached()).contains("first");
        });
    }

    @Test
    void invalidatesWhenTheTransactionWasCommittedAlthoughTheMethodThrew() {
        run(world -> {
            world.items().name(1);
            assertThatThrownBy(() -> world.items().renameAndThrow(1, "second"))
                    .isInstanceOf(IllegalStateException.class);
            assertThat(world.items().name(1)).isEqualTo("second");
        });
    }

    @Test
    void readsPastTheCacheWhatTheTransactionInsideIsChanging() {
        run(world -> {
            world.items().name(1);
            world.items()
                    .rename(1, "second", () -> assertThat(world.items().name(1)).isEqualTo("second"));
            assertThat(world.items().name(1)).isEqualTo("second");
        });
    }

    @Test
    void invalidatesAfterTheOuterTransactionAndReadsPastTheCacheUntilThen() {
        run(world -> {
            world.items().name(1);
            world.inTransaction(true, () -> {
                world.items().rename(1, "second", () -> {});
                assertThat(world.items().name(1)).isEqualTo("second");
                assertThat(outside(world::cached)).contains("first");
            });
            assertThat(world.cached()).isEmpty();
        });
    }

    @Test
    void keepsTheEntryWhenTheOuterTransactionWasRolledBack() {
        run(world -> {
            world.items().name(1);
            world.inTransaction(false, () -> world.items().rename(1, "second", () -> {}));
            assertThat(world.cached()).contains("first");
        });
    }

    @Test
    void invalidatesWhatAnIndependentTransactionCommittedAlthoughTheOuterWasRolledBack() {
        run(world -> {
            world.items().name(1);
            world.inTransaction(false, () -> world.items().renameApart(1, "second"));
            assertThat(world.items().name(1)).isEqualTo("second");
        });
    }

    @Test
    void invalidatesWhatWasChangedWhileTheOuterTransactionWasSuspended() {
        run(world -> {
            world.items().name(1);
            world.inTransaction(false, () -> world.items().renameWithout(1, "second"));
            assertThat(world.items().name(1)).isEqualTo("second");
        });
    }

    @Test
    void letsTheOuterTransactionDecideOverASavepoint() {
        run(world -> {
            world.items().name(1);
            world.inTransaction(false, () -> world.items().renameNested(1, "second"));
            assertThat(world.cached()).contains("first");
            world.inTransaction(true, () -> world.items().renameNested(1, "second"));
            assertThat(world.cached()).isEmpty();
        });
    }

    @Test
    void storesAWriteThatWasCommittedAndNoneThatWasRolledBack() {
        run(world -> {
            world.items().save(1, "second", false);
            assertThat(world.cached()).contains("second");
            world.items().save(1, "third", true);
            assertThat(world.cached()).isEmpty();
        });
    }

    @Test
    void removesAComputedKeyWhoseWriteWasCommittedAlthoughTheMethodThrew() {
        run(world -> {
            world.items().name(1);
            RuntimeException failure = new IllegalStateException("after the update");
            assertThatThrownBy(() -> world.items().saveAndThrow(1, "second", failure))
                    .isSameAs(failure);
            assertThat(world.items().name(1)).isEqualTo("second");
        });
    }

    @Test
    void removesAComputedKeyWhenTheOuterTransactionCommitsTheWriteOfAMethodThatThrew() {
        run(world -> {
            world.items().name(1);
            world.inTransaction(true, () -> {
                assertThatThrownBy(() -> world.items().saveAndThrow(1, "second", new IllegalStateException("after")))
                        .isInstanceOf(IllegalStateException.class);
                assertThat(world.items().name(1)).isEqualTo("second");
            });
            assertThat(world.items().name(1)).isEqualTo("second");
        });
    }

    @Test
    void removesAComputedKeyThatAnIndependentTransactionCommittedBeforeTheOuterEnds() {
        run(world -> {
            world.items().name(1);
            world.inTransaction(true, () -> {
                world.items().saveApart(1, "second");
                assertThat(outside(() -> world.items().name(1))).isEqualTo("second");
            });
        });
    }

    @Test
    void keepsTheEntryOfAComputedKeyWhoseWriteWasRolledBack() {
        run(world -> {
            world.items().name(1);
            RuntimeException failure = new IllegalArgumentException("after the update");
            assertThatThrownBy(() -> world.items().saveAndThrow(1, "second", failure))
                    .isSameAs(failure);
            assertThat(world.cached()).contains("first");
        });
    }

    @Test
    void storesAWriteAfterTheOuterTransaction() {
        run(world -> {
            world.inTransaction(true, () -> {
                world.items().save(1, "second", false);
                assertThat(outside(world::cached)).isEmpty();
            });
            assertThat(world.cached()).contains("second");
        });
    }

    @Test
    void storesNothingWhenTheOuterTransactionOfAWriteWasRolledBack() {
        run(world -> {
            world.inTransaction(false, () -> world.items().save(1, "second", false));
            assertThat(world.cached()).isEmpty();
            assertThat(world.items().name(1)).isEqualTo("first");
        });
    }

    @Test
    void explainsThatATransactionReadsPastTheCacheWhatItHasTouched() {
        run(world -> {
            world.items().name(1);
            world.inTransaction(true, () -> {
                world.items().rename(1, "second", () -> {});

                Explanation inside = world.cache().explain(1L);

                assertThat(inside.reason()).isEqualTo(Reason.OPEN_TRANSACTION);
                assertThat(inside.wouldBeServed()).isFalse();
                assertThat(outside(() -> world.cache().explain(1L)).wouldBeServed())
                        .isTrue();
            });
            assertThat(world.cache().explain(1L).reason()).isEqualTo(Reason.ABSENT);
        });
    }

    @Test
    void explainsThatALoadWaitsForTheCommitOfItsTransaction() {
        run(world -> {
            world.inTransaction(true, () -> {
                world.items().name(1);

                Explanation seen = outside(() -> world.cache().explain(1L));

                assertThat(seen.state()).isEqualTo(State.LOADING);
                assertThat(seen.reason()).isEqualTo(Reason.OPEN_TRANSACTION);
            });
            assertThat(world.cache().explain(1L).wouldBeServed()).isTrue();
        });
    }

    @Configuration(proxyBeanMethods = false)
    @EnableTransactionManagement(order = 700)
    static class TransactionsOutside {}

    @Test
    void refusesTransactionsThatAreOpenedOutside() {
        Contexts.refuses(
                Contexts.with(TransactionsOutside.class),
                "cachekit.advisor-order",
                "700, transactions 700",
                "must be below the order of transactions",
                "lower cachekit.advisor-order");
    }

    private static void fail() {
        throw new IllegalArgumentException("after the update");
    }

    /** What another thread sees, which has no transaction. */
    private static <T> T outside(Supplier<T> look) {
        return CompletableFuture.supplyAsync(look).join();
    }
}
