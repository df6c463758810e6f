package dev.cachekit.spring.outbox;

import dev.cachekit.recovery.Removal;
import dev.cachekit.recovery.RemovalLog;
import dev.cachekit.spi.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;

/** Writes removals into the transaction of their change, and forgets them when they were done. Safe for use by many threads. */
final class JdbcOutbox implements RemovalLog {

    private final OutboxTable table;
    private final Supplier<Token> tokens;

    /** Rows whose removal was acknowledged. They are deleted together, away from the callers. */
    private final Queue<String> done = new ConcurrentLinkedQueue<>();

    JdbcOutbox(OutboxTable table, Supplier<Token> tokens) {
        this.table = table;
        this.tokens = tokens;
    }

    @Override
    public Receipt note(Removal removal) {
        List<OutboxRow> rows = OutboxRow.of(removal, () -> tokens.get().value());
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
}
