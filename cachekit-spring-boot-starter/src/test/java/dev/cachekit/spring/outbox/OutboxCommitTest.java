package dev.cachekit.spring.outbox;

import static dev.cachekit.spring.outbox.OutboxWorld.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Changes while a transaction commits, or after. */
class OutboxCommitTest {

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

    private static void afterTheCommit(Runnable work) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                work.run();
            }
        });
    }

    /** Works while the transaction is committing; the table is there again at the last moment before the commit. */
    private static void withoutTableAtFirst(OutboxWorld world, Runnable work) {
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
    private static void changeWhenCommitting(OutboxWorld world, AtomicReference<List<String>> seen) {
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
}
