package dev.cachekit.spring.outbox;

import dev.cachekit.InvalidConfigurationException;
import dev.cachekit.engine.CacheKitEngine;
import dev.cachekit.recovery.Removal;
import dev.cachekit.recovery.RemovalLog;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;

/**
 * Removals in a table of the application's database. Safe for use by many threads.
 *
 * <p>A transaction that changes what is cached also writes what is to be removed. When the removal was acknowledged, the
 * row is deleted. If the process dies between its commit and the removal, another finds the row and removes: a stale value
 * is gone after two looks at the table at the latest.
 */
public final class Outbox implements RemovalLog {

    private final OutboxTable table;

    /** Counts on from anywhere. Hexadecimal, as in many databases a key with a capital equals one with a small letter. */
    private final AtomicLong ids = new AtomicLong(new SecureRandom().nextLong());

    /** Rows whose removal was acknowledged. They are deleted together, away from the callers. */
    private final Queue<String> done = new ConcurrentLinkedQueue<>();

    Outbox(OutboxTable table) {
        this.table = table;
    }

    /**
     * Opens the table.
     *
     * @param database the database of the application's transactions
     * @param name the table's name
     * @param create whether to make the table unless it is there
     * @param app the application; several may share a table
     * @return the outbox
     * @throws InvalidConfigurationException if there is no such table
     */
    public static Outbox open(DataSource database, String name, boolean create, String app) {
        OutboxTable table = new OutboxTable(database, name, app);
        try {
            if (create) {
                table.create();
            }
            table.check();
        } catch (DataAccessException failure) {
            throw new InvalidConfigurationException(
                    "cachekit.outbox.table",
                    name,
                    "the table must be there and have the columns id, app, cache, key_prefix, kind, what",
                    "run: " + table.definition() + " - or set cachekit.outbox.create-table to true");
        }
        return new Outbox(table);
    }

    @Override
    public Receipt note(Removal removal) {
        List<OutboxRow> rows = OutboxRow.of(removal, () -> HexFormat.of().toHexDigits(ids.getAndIncrement()));
        table.add(rows);
        return () -> rows.forEach(row -> done.add(row.id()));
    }

    /** Deletes what was done. */
    void forget() {
        List<String> ids = new ArrayList<>();
        for (String id = done.poll(); id != null; id = done.poll()) {
            ids.add(id);
        }
        if (!ids.isEmpty()) {
            table.remove(ids);
        }
    }

    /**
     * Makes what looks at the table again and again.
     *
     * @param engine does the removals
     * @param interval the time between two looks
     * @return started and stopped with the application
     */
    public SmartLifecycle drain(CacheKitEngine engine, Duration interval) {
        return new OutboxDrain(this, table, engine, interval);
    }
}
