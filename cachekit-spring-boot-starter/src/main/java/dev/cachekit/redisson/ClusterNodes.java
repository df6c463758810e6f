package dev.cachekit.redisson;

import org.redisson.Redisson;
import org.redisson.api.RedissonClient;

/** Tells the keys of one node from those of another. To be asked once there is a connection. */
final class ClusterNodes {

    private static final Object ONE = "the only one";

    private final RedissonClient client;
    private final ChangeChannels channels;

    ClusterNodes(RedissonClient client, ChangeChannels channels) {
        this.client = client;
        this.channels = channels;
    }

    /** Returns something that is equal for keys of one node. A key that no node serves at the moment stands for itself. */
    Object of(String key) {
        if (!channels.isCluster() || !(client instanceof Redisson redisson)) {
            return ONE;
        }
        Object entry = redisson.getCommandExecutor().getConnectionManager().getEntry(key);
        return entry == null ? key : entry;
    }
}
