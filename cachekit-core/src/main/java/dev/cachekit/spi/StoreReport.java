package dev.cachekit.spi;

import dev.cachekit.MemoryUse;
import dev.cachekit.ServerInfo;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a store is.
 *
 * @param server what kind of servers there are
 * @param memory how much they use
 * @param silent how many primaries did not answer
 * @param replication how writes are protected; null for a store without replicas
 * @param clockAhead how far the clock of the servers is ahead of this machine's, negative if behind; of several the farthest.
 *     Null if they do not tell
 */
public record StoreReport(
        ServerInfo server,
        MemoryUse memory,
        int silent,
        @Nullable Replication replication,
        @Nullable Duration clockAhead) {

    /**
     * How writes are protected.
     *
     * @param replicas how many replicas the primary has that has the fewest
     * @param required whether every primary refuses writes without a replica
     */
    public record Replication(int replicas, boolean required) {}
}
