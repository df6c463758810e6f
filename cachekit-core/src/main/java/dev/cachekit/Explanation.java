package dev.cachekit;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What Redis holds under one key of a cache, and whether a read would be served from it. Never contains the value.
 *
 * @param cache name of the cache
 * @param keyText text of the key inside the cache
 * @param redisKey full name of the key in Redis
 * @param state what was found
 * @param age time since the value was loaded; null if there is no value
 * @param ttl when what was found expires
 * @param token token of the load or write that it belongs to; null if there is none
 * @param payloadBytes size of the stored value without its header, in bytes; 0 if there is no value
 * @param wouldBeServed whether a read would be answered from it
 * @param why the reason, in words for a person
 */
public record Explanation(
        String cache,
        String keyText,
        String redisKey,
        State state,
        @Nullable Duration age,
        Expiry ttl,
        @Nullable String token,
        long payloadBytes,
        boolean wouldBeServed,
        String why) {

    /** What can be found under a key. */
    public enum State {
        /** Nothing. */
        ABSENT,

        /** A value or a cached null, fresh or expired but kept to be served stale. */
        VALUE,

        /** A lease: someone is loading. */
        LOADING,

        /** A mark that keeps values out for the moment, left by a write under way. */
        DENIED,

        /** Bytes that are damaged, foreign or of another structure; they count as a miss. */
        UNREADABLE
    }
}
