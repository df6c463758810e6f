package dev.cachekit.torture.node;

import dev.cachekit.torture.database.DatabaseClient;
import dev.cachekit.torture.history.Event.Load;
import dev.cachekit.torture.history.HistoryFile;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The application's access to the database. Inside a transaction a change is committed by {@link RegisterTransactions}.
 * Loads are written down; now and then one is slow.
 */
public final class Rows {

    private static final int SLOW_ONE_IN = 400;
    private static final Duration SLOWEST = Duration.ofMillis(2_500);

    private final DatabaseClient database;
    private final HistoryFile history;

    Rows(DatabaseClient database, HistoryFile history) {
        this.database = database;
        this.history = history;
    }

    static String row(String cache, int key) {
        return cache + ":" + key;
    }

    /** The loader of all services. */
    Stored load(String cache, int key) {
        Call call = Call.current();
        call.noteLoad();
        String row = row(cache, key);
        long start = System.nanoTime();
        long version = database.get(row);
        sometimesPause();
        history.add(new Load(row, Math.min(call.asked(), start), start, System.nanoTime()));
        return Stored.of(row, version);
    }

    /** Changes a row: at once, or when the transaction of this thread commits. */
    Stored change(String cache, int key) {
        String row = row(cache, key);
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            RegisterTransactions.current().add(row);
            return Stored.of(row, 0);
        }
        return Stored.of(row, commit(row));
    }

    long commit(String row) {
        long version = database.commit(row);
        Call.current().noteVersion(version);
        return version;
    }

    private static void sometimesPause() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        if (random.nextInt(SLOW_ONE_IN) == 0) {
            LockSupport.parkNanos(random.nextLong(SLOWEST.toNanos()));
        }
    }
}
