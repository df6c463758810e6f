package dev.cachekit.redisson;

/**
 * A channel of Redis.
 *
 * @param name its full name
 * @param sharded whether one node of a cluster keeps its messages to itself
 * @param pattern whether the name is a glob and stands for all channels that match
 */
record RedisChannel(String name, boolean sharded, boolean pattern) {

    RedisChannel(String name, boolean sharded) {
        this(name, sharded, false);
    }

    static RedisChannel ofAllNodes(String name) {
        return new RedisChannel(name, false);
    }

    static RedisChannel ofPattern(String glob) {
        return new RedisChannel(glob, false, true);
    }

    @Override
    public String toString() {
        return name;
    }
}
