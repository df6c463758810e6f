package dev.cachekit.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cachekit.CacheKit;
import dev.cachekit.docs.LockExamples.Accounts;
import dev.cachekit.docs.LockExamples.LateBookingException;
import dev.cachekit.spring.autoconfigure.CacheKitAutoConfiguration;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class LockExamplesTest {

    private final Row row = new Row();
    private final ApplicationContextRunner context = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(CacheKitAutoConfiguration.class))
            .withPropertyValues("cachekit.backend=in-process", "cachekit.locks.account.max-wait=0")
            .withBean(LockExamples.Rows.class, () -> row)
            .withBean(Accounts.class);

    @Test
    void bookUnderTheLock() {
        context.run(started -> {
            started.getBean(Accounts.class).book(7, 30);
            started.getBean(Accounts.class).bookFenced(7, 12);

            assertThat(row.balance).isEqualTo(42);
        });
    }

    @Test
    void whoComesLateIsRefusedByTheRow() {
        context.run(started -> {
            row.fence.set(Long.MAX_VALUE);

            assertThatThrownBy(() -> started.getBean(Accounts.class).bookFenced(7, 12))
                    .isInstanceOf(LateBookingException.class);
        });
    }

    @Test
    void aJobIsLeftOutWhereAnotherDoesIt() {
        context.run(started -> {
            row.balance = 1;
            try (var held =
                    started.getBean(CacheKit.class).lock("nightly-cleanup").acquire(Duration.ZERO)) {
                started.getBean(Accounts.class).cleanUp();
                assertThat(held.isHeld()).isTrue();
            }
            assertThat(row.balance).isEqualTo(1);
            started.getBean(Accounts.class).cleanUp();
            assertThat(row.balance).isZero();
        });
    }

    @Test
    void lockWithoutAnnotations() {
        context.run(started -> {
            AtomicLong token = new AtomicLong();
            LockExamples.nightly(started.getBean(CacheKit.class), token::set);
            assertThat(token).hasPositiveValue();
        });
    }

    /** One row of a database. */
    private static final class Row implements LockExamples.Rows {

        private final AtomicLong fence = new AtomicLong();
        private long balance;

        @Override
        public long balance(long id) {
            return balance;
        }

        @Override
        public void write(long id, long newBalance) {
            balance = newBalance;
        }

        @Override
        public boolean claim(long id, long token) {
            return fence.getAndUpdate(before -> Math.max(before, token)) < token;
        }

        @Override
        public boolean write(long id, long newBalance, long token) {
            boolean mine = fence.get() == token;
            balance = mine ? newBalance : balance;
            return mine;
        }
    }
}
