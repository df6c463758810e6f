package dev.cachekit.cache;

import dev.cachekit.Explanation.Reason;
import dev.cachekit.Explanation.Tier;
import dev.cachekit.near.NearSight;
import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.Freshness;
import dev.cachekit.spi.Inspected;
import dev.cachekit.spi.Lookup;
import dev.cachekit.spi.UnreadableValueException;
import dev.cachekit.strategy.CacheReader;
import dev.cachekit.strategy.CacheReader.LoadPlace;
import dev.cachekit.strategy.CacheRegion;
import org.jspecify.annotations.Nullable;

/**
 * What a read of a key would come to. It goes through the same questions as a read does, in the same order: the caller's
 * transaction, removals on their way, the near cache, the store. If the cache is switched off, none is asked.
 */
record Verdict(Tier tier, Reason reason, boolean served, String why) {

    private static Verdict loads(Reason reason, String why) {
        return new Verdict(Tier.NONE, reason, false, why);
    }

    private static Verdict stored(Reason reason, String why) {
        return new Verdict(Tier.STORE, reason, true, why);
    }

    /** What this process knows by itself; null if it goes by what the store says. */
    static @Nullable Verdict here(
            CacheRegion<?> region, CacheReader reader, EntryKey key, boolean touched, NearSight near) {
        if (!region.isEnabled()) {
            return loads(Reason.SWITCHED_OFF, "the cache is switched off in this process, so a read loads anew");
        }
        if (touched) {
            return loads(
                    Reason.OPEN_TRANSACTION,
                    "the open transaction has written or invalidated it and reads past the cache until it ends");
        }
        if (reader.isPending(key)) {
            return loads(
                    Reason.PENDING_INVALIDATION,
                    "invalidated by this process, but the store has not acknowledged that yet; until then a read loads anew");
        }
        return near.state() == NearSight.State.SERVED
                ? new Verdict(
                        Tier.NEAR, Reason.NEAR_HIT, true, "kept in this process, and served without asking the store")
                : null;
    }

    /** The messages of failures may name addresses, their types do not. */
    static Verdict withoutStore(NearSight near, Throwable failure) {
        Throwable cause = failure.getCause();
        String type = failure.getClass().getSimpleName()
                + (cause == null ? "" : " after " + cause.getClass().getSimpleName());
        String untrusted = near.state() == NearSight.State.SUSPECT
                ? "; what is kept in this process is not trusted until it answers"
                : "";
        return loads(Reason.UNREACHABLE, "the store does not answer (" + type + "), so a read loads anew" + untrusted);
    }

    static Verdict ofStore(CacheRegion<?> region, CacheReader reader, EntryKey key, NearSight near, Inspected found) {
        Lookup seen = found.seen();
        if (seen instanceof Lookup.Hit hit) {
            UnreadableValueException problem =
                    region.form().problemWith(hit.entry().payload());
            return problem == null
                    ? ofValue(
                            region,
                            near,
                            hit.freshness(),
                            reader.isResting(key, hit.entry().token()))
                    : ofUnreadable(problem);
        }
        if (seen instanceof Lookup.Loading loading) {
            return ofLoad(reader.placeOf(loading.holder()));
        }
        if (seen instanceof Lookup.Fenced) {
            return loads(Reason.TOMBSTONE, "a write is under way; nothing may be stored until it is over");
        }
        return seen instanceof Lookup.Foreign foreign
                ? loads(Reason.CORRUPT, foreign.reason())
                : ofNothing(found.unseen());
    }

    private static Verdict ofValue(CacheRegion<?> region, NearSight near, Freshness freshness, boolean resting) {
        if (!freshness.isStale()) {
            return near.state() == NearSight.State.SUSPECT
                    ? stored(
                            Reason.SUSPECT_LANE,
                            "stored and readable; what is kept in this process is not trusted, because a removal may have"
                                    + " been missed, so the store is asked")
                    : stored(Reason.STORE_HIT, "stored and readable");
        }
        if (region.serves(freshness)) {
            return stored(Reason.STALE, "expired, but served while it is reloaded");
        }
        if (resting && region.keepsInReserve(freshness)) {
            return stored(
                    Reason.STALE, "expired; its last reload has failed a moment ago, so it is served without another");
        }
        return loads(
                Reason.EXPIRED,
                region.keepsInReserve(freshness)
                        ? "expired; served only if loading fails or takes too long"
                        : "expired; there only until its reload has ended");
    }

    private static Verdict ofUnreadable(UnreadableValueException problem) {
        Reason reason = problem.isOfOtherStructure() ? Reason.FINGERPRINT_MISMATCH : Reason.CORRUPT;
        return loads(reason, String.valueOf(problem.getMessage()));
    }

    private static Verdict ofLoad(LoadPlace place) {
        return switch (place) {
            case ELSEWHERE -> loads(Reason.LEASED_ELSEWHERE, "another process is loading it; a read waits for that");
            case HERE -> loads(Reason.LEASED_HERE, "this process is loading it; a read waits for that");
            case IN_TRANSACTION ->
                loads(
                        Reason.OPEN_TRANSACTION,
                        "a transaction of this process is loading it; nobody else has the value before its commit");
        };
    }

    private static Verdict ofNothing(Inspected.@Nullable Unseen unseen) {
        if (unseen == null) {
            return loads(Reason.ABSENT, "never stored, invalidated, expired or evicted");
        }
        return unseen.cause() == Inspected.Cause.CLEARED
                ? loads(Reason.CLEARED, "what is there is from before its cache was cleared")
                : loads(Reason.TAG_INVALIDATED, "a value is there, but one of its tags was invalidated");
    }
}
