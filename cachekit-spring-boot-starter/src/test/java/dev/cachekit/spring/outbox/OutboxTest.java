package dev.cachekit.spring.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cachekit.Cache;
import dev.cachekit.annotation.CacheAside;
import dev.cachekit.annotation.Invalidate;
import dev.cachekit.annotation.WriteThrough;
import dev.cachekit.contract.Sample;
import dev.cachekit.engine.CacheKitEngine;
import dev.cachekit.recovery.Removal;
import dev.cachekit.spi.CacheSpace;
import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.Lookup;
import dev.cachekit.spring.aop.transaction.CallFrameListener;
import dev.cachekit.spring.autoconfigure.CacheKitAutoConfiguration;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseBuilder;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseType;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

class OutboxTest {

    @Configuration(proxyBeanMethods = false)
    @EnableTransactionManagement
    static class Application {

        @Bean
        DataSource dataSource() {
            return new EmbeddedDatabaseBuilder()
                    .generateUniqueName(true)
                    .setType(EmbeddedDatabaseType.H2)
                    .build();
        }

        @Bean
        JdbcClient jdbc(DataSource dataSource) {
            return JdbcClient.create(dataSource);
        }

        @Bean
        PlatformTransactionManager transactionManager(DataSource dataSource) {
            return new JdbcTransactionManager(dataSource);
        }

        @Bean
        Items items() {
            return new Items();
        }
    }

    static class Items {

        @CacheAside("item")
        public String name(long id) {
            return "loaded";
        }

        @Transactional
        @Invalidate(cache = "item", key = "#id")
        public void change(long id, Runnable then) {
            then.run();
        }

        @Transactional
        @Invalidate(cache = "item", key = "#result")
        public long insert(long id, Runnable then) {
            then.run();
            return id;
        }

        @Transactional
        @WriteThrough(cache = "item", key = "#result.length()")
        public String save(String name, Runnable then) {
            then.run();
            return name;
        }

        @Transactional(noRollbackFor = IllegalStateException.class)
        @WriteThrough(cache = "item", key = "#result.length()")
        public String saveAndThrow() {
            throw new IllegalStateException("no");
        }
    }

    private record World(AssertableApplicationContext context) {

        Items items() {
            return context.getBean(Items.class);
        }

        Cache<Long, String> cache() {
            return engine().cache("item", String.class);
        }

        CacheKitEngine engine() {
            return context.getBean(CacheKitEngine.class);
        }

        List<String> rows() {
            return context.getBean(JdbcClient.class)
                    .sql("select kind || ' ' || cache || ' ' || what from cachekit_outbox order by id")
                    .query(String.class)
                    .list();
        }

        void dropTable() {
            context.getBean(JdbcClient.class).sql("drop table cachekit_outbox").update();
        }

        void inOtherDatabase(Runnable work) {
            JdbcTransactionManager other = new JdbcTransactionManager(new Application().dataSource());
            other.addListener(context.getBean(CallFrameListener.class));
            new TransactionTemplate(other).executeWithoutResult(status -> work.run());
        }

        List<String> prefixes() {
            return context.getBean(JdbcClient.class)
                    .sql("select key_prefix from cachekit_outbox")
                    .query(String.class)
                    .list();
        }

        void store(EntryKey key) {
            join(engine().backend().entries().put(key, Sample.entry(Sample.token(), "1"), Sample.LONG_TTL));
            assertThat(stores(key)).isTrue();
        }

        boolean stores(EntryKey key) {
            return join(engine().backend().entries().find(key)) instanceof Lookup.Hit;
        }

        private static <T> T join(CompletionStage<T> answer) {
            return answer.toCompletableFuture().join();
        }

        void insert(String id, String kind, String what) {
            insert(id, "item", "item", kind, what);
        }

        void insert(String id, String cache, String prefix, String kind, String what) {
            context.getBean(JdbcClient.class)
                    .sql("insert into cachekit_outbox (id, app, cache, key_prefix, kind, what)"
                            + " values (?, 'shop', ?, ?, ?, ?)")
                    .params(id, cache, prefix, kind, what)
                    .update();
        }

        OutboxDrain drain() {
            return drain(1000);
        }

        OutboxDrain drain(int page) {
            OutboxTable table = new OutboxTable(context.getBean(DataSource.class), "cachekit_outbox", "shop", page);
            return new OutboxDrain(new Outbox(table), table, engine(), Duration.ofHours(1));
        }
    }

    private static ApplicationContextRunner application(String... properties) {
        return new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(CacheKitAutoConfiguration.class))
                .withUserConfiguration(Application.class)
                .withPropertyValues(
                        "cachekit.backend=in-process",
                        "cachekit.app=shop",
                        "cachekit.outbox.enabled=true",
                        "cachekit.outbox.interval=1h")
                .withPropertyValues(properties);
    }

    private static void run(Consumer<World> test) {
        application("cachekit.outbox.create-table=true").run(context -> test.accept(new World(context)));
    }

    @Test
    void writesTheRemovalIntoTheTransactionOfTheChange() {
        run(world -> {
            AtomicReference<List<String>> seen = new AtomicReference<>();
            world.items().change(7, () -> beforeTheCommit(() -> seen.set(world.rows())));
            assertThat(seen.get()).containsExactly("KEY item 7");
        });
    }

    @Test
    void writesAlsoWhatIsChangedWhileTheTransactionIsCommitting() {
        run(world -> {
            AtomicReference<List<String>> seen = new AtomicReference<>();
            world.items().change(7, () -> changeWhenCommitting(world, seen));
            assertThat(seen.get()).containsExactlyInAnyOrder("KEY item 7", "KEY item 8");
        });
    }

    @Test
    void writesAlsoWhatOnlySynchronizationsOfTheTransactionChange() {
        run(world -> {
            AtomicReference<List<String>> seen = new AtomicReference<>();
            new TransactionTemplate(world.context().getBean(PlatformTransactionManager.class))
                    .executeWithoutResult(status -> changeWhenCommitting(world, seen));
            assertThat(seen.get()).containsExactly("KEY item 8");
        });
    }

    @Test
    void removesWhatIsInvalidatedAfterTheCommitThoughTheDatabaseIsGone() {
        run(world -> {
            world.items().name(7);
            world.items()
                    .change(
                            8,
                            () -> afterTheCommit(() -> {
                                world.dropTable();
                                world.cache().invalidate(7L);
                            }));
            assertThat(world.cache().get(7L)).isEmpty();
        });
    }

    @Test
    void removesWhatTheApiInvalidatedThoughItsRowWasWrittenOnlyWhenTriedAgain() {
        run(world -> {
            world.items().name(7);
            world.items()
                    .change(
                            8,
                            () -> withoutTableAtFirst(world, () -> world.cache().invalidate(7L)));
            assertThat(world.cache().get(7L)).isEmpty();
        });
    }

    @Test
    void removesWhatAMethodInvalidatedThoughItsRowWasWrittenOnlyWhenTriedAgain() {
        run(world -> {
            world.items().name(7);
            world.items()
                    .change(
                            8,
                            () -> withoutTableAtFirst(world, () -> world.items().change(7, () -> {})));
            assertThat(world.cache().get(7L)).isEmpty();
        });
    }

    @Test
    void settlesAWriteThoughItsRowWasWrittenOnlyWhenTriedAgain() {
        run(world -> {
            world.items().name(3);
            world.items()
                    .change(
                            8,
                            () -> withoutTableAtFirst(world, () -> world.items().save("abc", () -> {})));
            assertThat(world.cache().get(3L)).contains("abc");
        });
    }

    @Test
    void writesAlsoWhatIsChangedAfterATransactionOfAnotherDatabaseInside() {
        run(world -> {
            AtomicReference<List<String>> seen = new AtomicReference<>();
            world.items().change(7, () -> {
                world.inOtherDatabase(() -> {});
                world.cache().invalidate(8L);
                beforeTheCommit(() -> seen.set(world.rows()));
            });
            assertThat(seen.get()).contains("KEY item 7", "KEY item 8");
        });
    }

    @Test
    void leavesNothingBehindWhenTheTransactionIsRolledBack() {
        run(world -> {
            assertThatThrownBy(() -> world.items().change(7, OutboxTest::fail)).hasMessage("no");
            assertThat(world.rows()).isEmpty();
        });
    }

    @Test
    void writesTheWholeCacheWhenTheKeyIsOnlyInTheResult() {
        run(world -> {
            AtomicReference<List<String>> seen = new AtomicReference<>();
            world.items().insert(7, () -> beforeTheCommit(() -> seen.set(world.rows())));
            assertThat(seen.get()).containsExactly("ALL item *");
            world.items().save("abc", () -> beforeTheCommit(() -> seen.set(world.rows())));
            assertThat(seen.get()).contains("ALL item *");
        });
    }

    @Test
    void writesRemovalsOfTheApiIntoTheOpenTransaction() {
        run(world -> new TransactionTemplate(world.context().getBean(PlatformTransactionManager.class))
                .executeWithoutResult(status -> {
                    world.cache().invalidate(7L);
                    world.cache().invalidatePattern("a*");
                    world.cache().clear();
                    beforeTheCommit(() -> assertThat(world.rows())
                            .containsExactlyInAnyOrder("KEY item 7", "PATTERN item a*", "ALL item *"));
                }));
    }

    @Test
    void deletesTheRowOfARemovalThatWasDone() {
        run(world -> {
            world.items().change(7, () -> {});
            world.context().getBean("cacheKitOutboxDrain", OutboxDrain.class).look();
            assertThat(world.rows()).isEmpty();
        });
    }

    @Test
    void removesInPlaceOfAWriterThatHasDied() {
        run(world -> {
            world.items().name(7);
            world.insert("lost", "KEY", "7");
            OutboxDrain drain = world.drain();
            drain.look();
            assertThat(world.cache().get(7L))
                    .as("its writer may still be at work")
                    .contains("loaded");
            drain.look();
            assertThat(world.cache().get(7L)).isEmpty();
            assertThat(world.rows()).isEmpty();
        });
    }

    @Test
    void emptiesTheCacheAfterAWriteThatThrewSoThatItsKeyIsNotKnown() {
        run(world -> {
            world.items().name(7);
            assertThatThrownBy(world.items()::saveAndThrow).hasMessage("no");
            OutboxDrain drain = world.context().getBean("cacheKitOutboxDrain", OutboxDrain.class);
            drain.look();
            drain.look();
            assertThat(world.cache().get(7L)).isEmpty();
        });
    }

    @Test
    void emptiesTheCacheInPlaceOfAWriterThatHasDied() {
        run(world -> {
            world.items().name(7);
            world.insert("lost", "ALL", "");
            OutboxDrain drain = world.drain();
            drain.look();
            drain.look();
            assertThat(world.cache().get(7L)).isEmpty();
        });
    }

    @Test
    void removesWhatStandsBehindARowThatCannotBeUsed() {
        run(world -> {
            world.items().name(7);
            world.insert("a-bad", "item", "{", "KEY", "1");
            world.insert("lost", "KEY", "7");
            OutboxDrain drain = world.drain();
            drain.look();
            drain.look();
            assertThat(world.cache().get(7L)).isEmpty();
            assertThat(world.rows()).containsExactly("KEY item 1");
        });
    }

    @Test
    void removesWhatStandsBehindMoreRowsThanAreReadAtOnce() {
        run(world -> {
            world.items().name(7);
            world.insert("z-lost", "KEY", "7");
            for (int i = 0; i < 4; i++) {
                world.insert("bad-" + i, "item", "{", "KEY", "1");
            }
            OutboxDrain drain = world.drain(2);
            drain.look();
            drain.look();
            assertThat(world.cache().get(7L)).isEmpty();
            assertThat(world.rows()).hasSize(4);
        });
    }

    @Test
    void removesTheRowsOfAllPagesInTwoLooks() {
        run(world -> {
            for (int i = 0; i < 5; i++) {
                world.insert("lost-" + i, "KEY", "7");
            }
            OutboxDrain drain = world.drain(2);
            drain.look();
            drain.look();
            assertThat(world.rows()).isEmpty();
        });
    }

    @Test
    void writesThePrefixThatTheKeysOfTheWriterHave() {
        application("cachekit.outbox.create-table=true", "cachekit.caches.item.key-prefix=i:1")
                .run(context -> {
                    World world = new World(context);
                    AtomicReference<List<String>> seen = new AtomicReference<>();
                    world.items().change(7, () -> beforeTheCommit(() -> seen.set(world.prefixes())));
                    assertThat(seen.get()).containsExactly("i%3A1");
                });
    }

    @Test
    void removesTheKeysOfAWriterThatUsedAnotherPrefix() {
        run(world -> {
            EntryKey key = new EntryKey(new CacheSpace("shop", "item", "i"), "7");
            world.store(key);
            world.insert("lost", "item", "i", "KEY", "7");
            OutboxDrain drain = world.drain();
            drain.look();
            drain.look();
            assertThat(world.stores(key)).isFalse();
            assertThat(world.rows()).isEmpty();
        });
    }

    @Test
    void removesFromCachesThatOnlyOthersKnow() {
        run(world -> {
            EntryKey key = new EntryKey(new CacheSpace("shop", "theirs", "t"), "7");
            world.store(key);
            world.insert("lost", "theirs", "t", "ALL", "*");
            OutboxDrain drain = world.drain();
            drain.look();
            drain.look();
            assertThat(world.stores(key)).isFalse();
            assertThat(world.rows()).isEmpty();
        });
    }

    @Test
    void leavesThePrefixOfACacheThatIsGoneToWhoeverTakesIt() {
        application("cachekit.outbox.create-table=true", "cachekit.caches.item2.key-prefix=item1")
                .run(context -> {
                    World world = new World(context);
                    world.insert("lost", "item1", "item1", "KEY", "7");
                    OutboxDrain drain = world.drain();
                    drain.look();
                    drain.look();
                    assertThat(world.rows()).isEmpty();
                    assertThat(world.engine().cache("item2", String.class).get(7L))
                            .isEmpty();
                });
    }

    @Test
    void removesFromTheNearCacheToo() {
        application("cachekit.outbox.create-table=true", "cachekit.caches.item.near.enabled=true")
                .run(context -> {
                    World world = new World(context);
                    world.items().name(7);
                    assertThat(world.engine().nearSize("item")).isEqualTo(1);
                    world.insert("lost", "KEY", "7");
                    OutboxDrain drain = world.drain();
                    drain.look();
                    drain.look();
                    assertThat(world.engine().nearSize("item")).isZero();
                });
    }

    @Test
    void takesAKindThatItDoesNotKnowForTheWholeCache() {
        run(world -> {
            world.items().name(7);
            world.insert("newer", "RANGE", "1-3");
            OutboxDrain drain = world.drain();
            drain.look();
            drain.look();
            assertThat(world.cache().get(7L)).isEmpty();
            assertThat(world.rows()).isEmpty();
        });
    }

    @Test
    void coversAKeyThatIsTooLongByTheWholeCache() {
        run(world -> new TransactionTemplate(world.context().getBean(PlatformTransactionManager.class))
                .executeWithoutResult(status -> {
                    world.engine()
                            .<String, String>cache("item", String.class)
                            .invalidate("k".repeat(OutboxRow.LONGEST + 1));
                    beforeTheCommit(() -> assertThat(world.rows()).containsExactly("ALL item *"));
                }));
    }

    @Test
    void writesManyRowsIntoATableThatTakesCapitalsForSmallLetters() {
        DataSource database = new Application().dataSource();
        JdbcClient.create(database).sql("set ignorecase true").update();
        CacheSpace space = new CacheSpace("shop", "item", "item");
        Outbox outbox = Outbox.open(database, "cachekit_outbox", true, "shop");
        outbox.note(new Removal.Keys(IntStream.range(0, 100)
                .mapToObj(key -> new EntryKey(space, "" + key))
                .toList()));
        assertThat(new OutboxTable(database, "cachekit_outbox", "shop").read()).hasSize(100);
    }

    @Test
    void writesNoEmptyText() {
        CacheSpace space = new CacheSpace("shop", "item", "i");
        assertThat(OutboxRow.of(new Removal.Keys(List.of(new EntryKey(space, ""))), () -> "id"))
                .containsExactly(new OutboxRow("id", "item", "i", OutboxRow.Kind.ALL, "*"));
    }

    @Test
    void refusesToStartWithoutTheTable() {
        application()
                .run(context -> assertThat(context.getStartupFailure())
                        .rootCause()
                        .hasMessageContaining("cachekit.outbox.table")
                        .hasMessageContaining("create table if not exists cachekit_outbox"));
    }

    @Test
    void refusesToStartWithoutADatabase() {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(CacheKitAutoConfiguration.class))
                .withPropertyValues("cachekit.backend=in-process", "cachekit.outbox.enabled=true")
                .run(context -> assertThat(context.getStartupFailure())
                        .rootCause()
                        .hasMessageContaining("exactly one DataSource bean"));
    }

    /** After what is done before commits, in the same transaction. */
    private static void beforeTheCommit(Runnable look) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void beforeCompletion() {
                look.run();
            }
        });
    }

    private static void afterTheCommit(Runnable work) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                work.run();
            }
        });
    }

    /** Works while the transaction is committing; the table is there again at the last moment before the commit. */
    private static void withoutTableAtFirst(World world, Runnable work) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void beforeCommit(boolean readOnly) {
                world.dropTable();
                assertThatThrownBy(work::run).isInstanceOf(BadSqlGrammarException.class);
                new OutboxTable(world.context().getBean(DataSource.class), "cachekit_outbox", "shop").create();
            }
        });
    }

    /** Changes a row just before the commit, and notes what the commit has written. */
    private static void changeWhenCommitting(World world, AtomicReference<List<String>> seen) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void beforeCommit(boolean readOnly) {
                world.items().change(8, () -> {});
            }

            @Override
            public void afterCommit() {
                seen.set(world.rows());
            }
        });
    }

    private static void fail() {
        throw new IllegalStateException("no");
    }
}
