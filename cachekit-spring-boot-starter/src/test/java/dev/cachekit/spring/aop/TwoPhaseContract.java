package dev.cachekit.spring.aop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cachekit.Cache;
import dev.cachekit.annotation.CacheAside;
import dev.cachekit.annotation.Invalidate;
import dev.cachekit.annotation.Phase;
import dev.cachekit.engine.CacheKitEngine;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.ConfigurableTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.TransactionExecutionListener;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What removals in two phases promise on one node, on whatever backend, with a near cache or without. */
abstract class TwoPhaseContract {

    /** Gives the backend; empty for the in-process one. */
    abstract Class<?>[] backend();

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
        @Invalidate(cache = "item", key = "#id", phase = Phase.TWO_PHASE)
        public void rename(long id, String name, Runnable then) {
            update(id, name);
            then.run();
        }

        @Transactional(propagation = Propagation.REQUIRES_NEW)
        @Invalidate(cache = "item", key = "#id", phase = Phase.TWO_PHASE)
        public void renameApart(long id, String name) {
            update(id, name);
        }

        @Transactional(propagation = Propagation.NESTED)
        @Invalidate(cache = "item", key = "#id", phase = Phase.TWO_PHASE)
        public void renameNested(long id, String name) {
            update(id, name);
        }

        @Transactional(propagation = Propagation.NOT_SUPPORTED)
        @Invalidate(cache = "item", key = "#id", phase = Phase.TWO_PHASE)
        public void renameSuspending(long id, String name) {
            update(id, name);
        }

        @Transactional
        @Invalidate(cache = "item", keys = "#ids", phase = Phase.TWO_PHASE)
        public void renameAll(List<Long> ids, String name) {
            ids.forEach(id -> update(id, name));
        }

        @Invalidate(cache = "item", key = "#id", phase = Phase.TWO_PHASE)
        public void renameWithoutTransaction(long id, String name, Runnable between) {
            between.run();
            update(id, name);
            between.run();
        }

        void update(long id, String name) {
            jdbc.sql("update item set name = ? where id = ?").params(name, id).update();
        }
    }

    record World(AssertableApplicationContext context) {

        Items items() {
            return context.getBean(Items.class);
        }

        Optional<String> cached() {
            return cachedOf(1);
        }

        Optional<String> cachedOf(long id) {
            return cache().get(id);
        }

        void put(long id, String name) {
            cache().put(id, name);
        }

        Cache<Long, String> cache() {
            return context.getBean(CacheKitEngine.class).cache("item", String.class);
        }

        ConfigurableTransactionManager manager() {
            return (ConfigurableTransactionManager) context.getBean(PlatformTransactionManager.class);
        }

        void inTransaction(boolean commit, Runnable body) {
            new TransactionTemplate(context.getBean(PlatformTransactionManager.class)).executeWithoutResult(status -> {
                body.run();
                if (!commit) {
                    status.setRollbackOnly();
                }
            });
        }
    }

    void run(Consumer<World> test) {
        Contexts.with(TransactionsContract.Database.class, Items.class)
                .withUserConfiguration(backend())
                .run(context -> test.accept(new World(context)));
    }

    @Test
    void storesNoOldValueBetweenAnnouncementAndCommit() {
        run(world -> {
            world.items().name(1);
            world.items()
                    .rename(
                            1,
                            "second",
                            () -> atEnd(new TransactionSynchronization() {
                                @Override
                                public void beforeCompletion() {
                                    assertThat(outside(() -> world.items().name(1)))
                                            .isEqualTo("first");
                                    assertThat(outside(world::cached)).isEmpty();
                                }
                            }));
            assertThat(world.items().name(1)).isEqualTo("second");
        });
    }

    @Test
    void storesNothingBetweenCommitAndRemoval() {
        run(world -> {
            world.items().name(1);
            world.items()
                    .rename(
                            1,
                            "second",
                            () -> atEnd(new TransactionSynchronization() {
                                @Override
                                public void afterCommit() {
                                    assertThat(outside(() -> world.items().name(1)))
                                            .isEqualTo("second");
                                    assertThat(outside(world::cached)).isEmpty();
                                }
                            }));
        });
    }

    @Test
    void storesAgainAfterTheRemoval() {
        run(world -> {
            world.items().rename(1, "second", () -> {});
            assertThat(world.items().name(1)).isEqualTo("second");
            assertThat(world.cached()).contains("second");
        });
    }

    @Test
    void announcesWhatIsChangedWhileTheTransactionIsCommitting() {
        run(world -> {
            world.put(2, "first");
            boolean[] gone = new boolean[1];
            world.items()
                    .rename(
                            1,
                            "second",
                            () -> atEnd(new TransactionSynchronization() {
                                @Override
                                public void beforeCommit(boolean readOnly) {
                                    world.items().rename(2, "second", () -> {});
                                }

                                @Override
                                public void beforeCompletion() {
                                    noteIfGone(world, 2, gone);
                                }
                            }));
            assertThat(gone[0]).isTrue();
        });
    }

    @Test
    void announcesAtTheLastMomentWhatOnlySynchronizationsHaveChanged() {
        run(world -> {
            world.put(2, "first");
            boolean[] gone = new boolean[1];
            world.manager().addListener(new TransactionExecutionListener() {
                @Override
                public void beforeCommit(TransactionExecution transaction) {
                    noteIfGone(world, 2, gone);
                }
            });
            world.inTransaction(
                    true,
                    () -> atEnd(new TransactionSynchronization() {
                        @Override
                        public void beforeCommit(boolean readOnly) {
                            world.items().rename(2, "second", () -> {});
                        }
                    }));
            assertThat(gone[0]).isTrue();
        });
    }

    /** Spring swallows what is thrown before the completion, so what was seen is kept. */
    private static void noteIfGone(World world, long id, boolean[] gone) {
        gone[0] = outside(() -> world.cachedOf(id)).isEmpty();
    }

    @Test
    void keepsTheEntryOfATransactionThatIsRolledBackBeforeItsCommit() {
        run(world -> {
            world.items().name(1);
            assertThatThrownBy(() -> world.items().rename(1, "second", TwoPhaseContract::fail))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThat(world.cached()).contains("first");
        });
    }

    @Test
    void storesAgainAfterACommitThatFailed() {
        run(world -> {
            world.items().name(1);
            assertThatThrownBy(() -> world.items()
                            .rename(
                                    1,
                                    "second",
                                    () -> atEnd(new TransactionSynchronization() {
                                        @Override
                                        public void beforeCommit(boolean readOnly) {
                                            fail();
                                        }
                                    })))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThat(world.items().name(1)).isEqualTo("first");
            assertThat(world.cached()).contains("first");
        });
    }

    @Test
    void announcesBeforeTheCommitOfTheOuterTransaction() {
        run(world -> {
            world.items().name(1);
            world.inTransaction(true, () -> {
                world.items().rename(1, "second", () -> {});
                assertThat(outside(world::cached)).contains("first");
            });
            assertThat(world.cached()).isEmpty();
            assertThat(world.items().name(1)).isEqualTo("second");
            assertThat(world.cached()).contains("second");
        });
    }

    @Test
    void keepsTheEntryWhenTheOuterTransactionIsRolledBack() {
        run(world -> {
            world.items().name(1);
            world.inTransaction(false, () -> world.items().rename(1, "second", () -> {}));
            assertThat(world.cached()).contains("first");
        });
    }

    @Test
    void removesWhatAnIndependentTransactionCommittedAlthoughTheOuterIsRolledBack() {
        run(world -> {
            world.items().name(1);
            world.inTransaction(false, () -> world.items().renameApart(1, "second"));
            assertThat(world.items().name(1)).isEqualTo("second");
        });
    }

    @Test
    void leavesASavepointToItsTransaction() {
        run(world -> {
            world.items().name(1);
            world.inTransaction(false, () -> world.items().renameNested(1, "second"));
            assertThat(world.cached()).contains("first");
            world.inTransaction(true, () -> world.items().renameNested(1, "second"));
            assertThat(world.items().name(1)).isEqualTo("second");
        });
    }

    @Test
    void removesWhatWasChangedWhileTheOuterTransactionWasSuspended() {
        run(world -> {
            world.items().name(1);
            world.inTransaction(false, () -> world.items().renameSuspending(1, "second"));
            assertThat(world.items().name(1)).isEqualTo("second");
        });
    }

    @Test
    void removesSeveralKeys() {
        run(world -> {
            world.items().name(1);
            world.items().renameAll(List.of(1L, 2L), "second");
            assertThat(world.items().name(1)).isEqualTo("second");
        });
    }

    @Test
    void announcesBeforeAMethodWithoutTransaction() {
        run(world -> {
            world.items().name(1);
            world.items().renameWithoutTransaction(1, "second", () -> {
                outside(() -> world.items().name(1));
                assertThat(outside(world::cached)).isEmpty();
            });
            assertThat(world.items().name(1)).isEqualTo("second");
            assertThat(world.cached()).contains("second");
        });
    }

    @Test
    void lastsUntilTheLastOfTwoWritersHasEnded() {
        run(world -> {
            world.items().name(1);
            world.items().renameWithoutTransaction(1, "second", () -> {
                outside(() -> {
                    world.items().rename(1, "third", () -> {});
                    return null;
                });
                outside(() -> world.items().name(1));
                assertThat(outside(world::cached)).isEmpty();
            });
            assertThat(world.items().name(1)).isEqualTo("third");
        });
    }

    static void atEnd(TransactionSynchronization synchronization) {
        TransactionSynchronizationManager.registerSynchronization(synchronization);
    }

    private static void fail() {
        throw new IllegalArgumentException("before the commit");
    }

    /** What another thread sees, which has no transaction. */
    static <T> T outside(Supplier<T> look) {
        return CompletableFuture.supplyAsync(look).join();
    }
}
