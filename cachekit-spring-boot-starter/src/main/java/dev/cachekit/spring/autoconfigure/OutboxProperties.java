package dev.cachekit.spring.autoconfigure;

import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Below {@code cachekit.outbox}.
 *
 * @param enabled Whether removals are also written to a table of the application's database, in the transaction of the change.
 * @param table Name of the table.
 * @param createTable Whether to create the table unless it is there.
 * @param interval Time between two looks for removals whose writer has died. A stale value lasts for two of them at most.
 */
record OutboxProperties(
        @DefaultValue("false") boolean enabled,
        @DefaultValue("cachekit_outbox") String table,
        @DefaultValue("false") boolean createTable,
        @DefaultValue("1s") Duration interval) {

    OutboxProperties {
        Refusals.outbox(table, interval);
    }
}
