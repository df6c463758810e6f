package dev.cachekit.docs;

import dev.cachekit.CacheKit;
import dev.cachekit.CurrentLock;
import dev.cachekit.HeldLock;
import dev.cachekit.annotation.OnBusy;
import dev.cachekit.annotation.WithLock;
import java.time.Duration;
import java.util.function.LongConsumer;
import org.springframework.transaction.annotation.Transactional;

/** Work under locks that the page of locks shows. */
class LockExamples {

    interface Rows {
        long balance(long id);

        void write(long id, long balance);

        boolean claim(long id, long token);

        boolean write(long id, long balance, long token);
    }

    static class LateBookingException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    static class Accounts {
        private final Rows rows;

        Accounts(Rows rows) {
            this.rows = rows;
        }

        // tag::with-lock[]
        @WithLock(name = "account", key = "#id", maxWait = "2s")
        @Transactional
        public void book(long id, long amount) {
            rows.write(id, rows.balance(id) + amount); // the next caller sees it: the lock outlives the commit
        }
        // end::with-lock[]

        // tag::fenced[]
        @WithLock(name = "account", key = "#id", maxWait = "2s")
        public void bookFenced(long id, long amount) {
            long token = CurrentLock.fencingToken();
            if (!rows.claim(id, token)) { // update account set fence = :token where id = :id and fence < :token
                throw new LateBookingException();
            }
            long balance = rows.balance(id);
            if (!rows.write(id, balance + amount, token)) { // … where id = :id and fence = :token
                throw new LateBookingException();
            }
        }
        // end::fenced[]

        // tag::job[]
        @WithLock(name = "nightly-cleanup", maxWait = "0", onBusy = OnBusy.SKIP)
        public void cleanUp() {
            rows.write(0, 0); // one node does it, the others go on
        }
        // end::job[]
    }

    // tag::plain[]
    static void nightly(CacheKit kit, LongConsumer report) {
        try (HeldLock held = kit.lock("nightly-report").acquire(Duration.ofSeconds(5))) {
            report.accept(held.fencingToken());
        }
    }
    // end::plain[]
}
