package dev.cachekit.redisson;

/**
 * A channel of Redis.
 *
 * @param name its full name
 * @param sharded whether one node of a cluster keeps its messages to itself
 */
record RedisChannel(String name, boolean sharded) {

    static RedisChannel ofAllNodes(String name) {
        return new RedisChannel(name, false);
    }

    @Override
    public String toString() {
        return name;
    }
}
