package dev.cachekit;

import java.util.OptionalLong;

/**
 * How much memory the store uses.
 *
 * @param usedBytes memory in use, in bytes
 * @param maxBytes memory it may use, in bytes; empty if it has no limit of its own
 * @param evictionPolicy what it does at the limit, in Redis's words: {@code noeviction}, {@code allkeys-lru}
 */
public record MemoryUse(long usedBytes, OptionalLong maxBytes, String evictionPolicy) {}
