package dev.cachekit.redisson;

import dev.cachekit.spi.Lane;
import dev.cachekit.spi.Scheduler;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/**
 * Reads that many callers make at the same time share commands, by one queue for each server, or for each lane of a cluster.
 */
final class CombinedReads implements Reads {

    /** With one on its way and one being made neither side stands idle; what comes on top of them is cheaper together. */
    private static final int AT_ONCE = 2;

    private final Reads each;
    private final LaneQueues<ReadQueue> queues;

    CombinedReads(Reads each, boolean cluster, Scheduler clock) {
        this.each = each;
        this.queues = LaneQueues.of(cluster, () -> new ReadQueue(each, cluster ? 1 : AT_ONCE, clock));
    }

    @Override
    public CompletionStage<EntryBytes> entry(Lane lane, String entry, String incarnation) {
        return queues.of(lane).entry(lane, entry, incarnation);
    }

    @Override
    public CompletionStage<Map<String, byte[]>> values(String... keys) {
        ReadQueue queue = queues.ofAll();
        return queue != null ? queue.values(keys) : each.values(keys);
    }
}
