package dev.cachekit;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the store holds under one key of a cache, whether a read would be served, and why. Never contains the value. While the
 * store does not answer, what it holds is unknown: then this is what the process knows by itself.
 *
 * @param cache name of the cache
 * @param keyText text of the key inside the cache
 * @param redisKey full name of the key in Redis
 * @param state what the store was found to hold
 * @param tier what would answer a read
 * @param reason why, as one word of a fixed list
 * @param age time since the value was loaded; null if there is no value
 * @param ttl when the value leaves the store: its lifetime and, where stale values are kept, what follows
 * @param softExpiry when the value stops being fresh; absent if it has, or if there is none
 * @param nearTtl when the near cache of this process gives up what it keeps of the key, at the latest; absent if it keeps
 *     nothing
 * @param token token of the load or write that it belongs to; null if there is none
 * @param tags tags of the value
 * @param payloadBytes size of the stored value without its header, in bytes; 0 if there is no value
 * @param wouldBeServed whether a read would be answered without a load
 * @param why the reason, in words for a person
 * @param lastRemoval the last removal that covered the key, as far as this process heard of it; null if it heard of none
 */
public record Explanation(
        String cache,
        String keyText,
        String redisKey,
        State state,
        Tier tier,
        Reason reason,
        @Nullable Duration age,
        Expiry ttl,
        Expiry softExpiry,
        Expiry nearTtl,
        @Nullable String token,
        List<String> tags,
        long payloadBytes,
        boolean wouldBeServed,
        String why,
        @Nullable Removal lastRemoval) {

    /** Copies the tags. */
    public Explanation {
        tags = List.copyOf(tags);
    }

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
        UNREADABLE,

        /** Unknown: the store did not answer. */
        UNREACHABLE
    }

    /** What answers a read. */
    public enum Tier {
        /** The near cache of this process; the store is not asked. */
        NEAR,

        /** The store: Redis, or the in-process one. */
        STORE,

        /** Neither: the value is loaded. */
        NONE
    }

    /** Why a read is answered as it is. */
    public enum Reason {
        /** Kept in this process and served from there. */
        NEAR_HIT,

        /** Stored, readable and fresh. */
        STORE_HIT,

        /** Expired, but served while it is reloaded. */
        STALE,

        /** Nothing is there: never stored, invalidated, expired or evicted. */
        ABSENT,

        /** Expired, and kept only for the case that a load fails or takes too long. */
        EXPIRED,

        /** A load of this process is under way. */
        LEASED_HERE,

        /** A load of another process is under way. */
        LEASED_ELSEWHERE,

        /** A write is under way, and nothing may be stored until it is over. */
        TOMBSTONE,

        /** A value is there, but one of its tags was invalidated. */
        TAG_INVALIDATED,

        /** Something is there from before its cache was cleared. */
        CLEARED,

        /** What is there is damaged, or is not of CacheKit. */
        CORRUPT,

        /** What is there was written for another structure of the type, or in a format that this process cannot read. */
        FINGERPRINT_MISMATCH,

        /** Kept in this process, but a removal may have been missed, so the store is asked, which has the value. */
        SUSPECT_LANE,

        /** The cache is switched off in this process. */
        SWITCHED_OFF,

        /** The open transaction has written or invalidated the key; or a transaction of this process is loading it. */
        OPEN_TRANSACTION,

        /** This process has invalidated the key, and the store has not acknowledged that yet. */
        PENDING_INVALIDATION,

        /** The store does not answer, and this process has nothing that it may serve without it. */
        UNREACHABLE
    }

    /**
     * A removal.
     *
     * @param at when this process heard of it
     * @param by the process that did it, as host name and process id
     * @param here whether that is this process
     * @param what what was removed or overwritten: {@code key}, {@code cache} or {@code tag} followed by its name
     */
    public record Removal(Instant at, String by, boolean here, String what) {}
}
