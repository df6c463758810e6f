package dev.cachekit.spring.outbox;

import static dev.cachekit.spring.outbox.OutboxWorld.application;
import static dev.cachekit.spring.outbox.OutboxWorld.beforeTheCommit;
import static dev.cachekit.spring.outbox.OutboxWorld.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cachekit.recovery.Removal;
import dev.cachekit.spi.CacheSpace;
import dev.cachekit.spi.EntryKey;
import dev.cachekit.spring.autoconfigure.CacheKitAutoConfiguration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What is written into the table, and what the table needs. */
class OutboxTest {

    @Test
    void writesTheRemovalIntoTheTransactionOfTheChange() {
        run(world -> {
            AtomicReference<List<String>> seen = new AtomicReference<>();
            world.items().change(7, () -> beforeTheCommit(() -> seen.set(world.rows())));
            assertThat(seen.get()).containsExactly("KEY item 7");
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
    void writesThePrefixThatTheKeysOfTheWriterHave() {
        application("cachekit.outbox.create-table=true", "cachekit.caches.item.key-prefix=i:1")
                .run(context -> {
                    OutboxWorld world = new OutboxWorld(context);
                    AtomicReference<List<String>> seen = new AtomicReference<>();
                    world.items().change(7, () -> beforeTheCommit(() -> seen.set(world.prefixes())));
                    assertThat(seen.get()).containsExactly("i%3A1");
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
        DataSource database = new OutboxWorld.Application().dataSource();
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

    private static void fail() {
        throw new IllegalStateException("no");
    }
}
