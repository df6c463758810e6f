package dev.cachekit.operation;

/** What a node does when another server has taken over a part of the store. */
public enum FailoverRule {
    /** Sends again what it had removed and written there within the last minute, whether acknowledged or not. */
    REPLAY,

    /**
     * Also empties all caches it knows: covers removals of nodes that died before the failover, at the price of a cold
     * cache.
     */
    FENCE
}
