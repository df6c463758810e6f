package dev.cachekit.inprocess;

import dev.cachekit.Expiry;
import dev.cachekit.Ttl;
import dev.cachekit.spi.Entry;
import dev.cachekit.spi.Inspected;
import dev.cachekit.spi.LeaseReply;
import dev.cachekit.spi.LeaseRequest;
import dev.cachekit.spi.Lookup;
import dev.cachekit.spi.Settlement;
import dev.cachekit.spi.Settlement.Outcome;
import dev.cachekit.spi.Token;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What one key holds. Immutable; every method is a pure function, so that the rules of the protocol can be read and
 * tested without a store. All but {@link #at} and {@link #ends} are asked of a cell as it is at the given moment.
 */
sealed interface Cell permits EmptyCell, ValueCell, LeaseCell, FenceCell {

    /** Returns the time at which nothing of this cell is left. */
    long ends();

    /** Returns this cell as it is at the given moment: empty if it has ended or is from before a clear. */
    Cell at(Moment moment);

    /** Returns the load under way, null if there is none. */
    default @Nullable LeaseCell load() {
        return null;
    }

    /** Answers a look-up. */
    Lookup lookup(Moment moment);

    /** Answers a look-up for people, also of a cell that has ended or is from before a clear. */
    default Inspected inspected(Moment moment) {
        return Inspected.of(at(moment).lookup(moment));
    }

    /** Asks for a lease. */
    default Step<LeaseReply> lease(LeaseRequest request, Moment moment) {
        return Step.to(LeaseCell.of(request, moment), new LeaseReply.Granted());
    }

    /** Stores a loaded value. Refused unless a lease or an earlier sending of the same fill says otherwise. */
    default Step<Boolean> fill(Entry entry, Ttl ttl, Moment moment) {
        return Step.stay(this, false);
    }

    /** Lets a lease end later. */
    default Step<Boolean> extend(Token token, Duration duration, Moment moment) {
        return Step.stay(this, false);
    }

    /** Gives a lease back. */
    default Cell release(Token token, Duration rest, Moment moment) {
        return this;
    }

    /** Returns what an invalidation leaves. The stamp is the lane's, from just before. */
    default Cell invalidated(long stamp) {
        return EmptyCell.EMPTY;
    }

    /** Stores a value if there is none that is fresh. */
    default Step<Boolean> putIfAbsent(Entry entry, Ttl ttl, Moment moment) {
        return Step.to(ValueCell.of(entry, ttl, moment), true);
    }

    /** Lets a writer enter. The stamp is the lane's, from just before. */
    default Cell fence(FenceCell.Writer writer, long stamp, Moment moment) {
        return FenceCell.of(writer, FencedVersions.NONE, stamp, moment);
    }

    /** Ends a write. The stamp is the lane's, from just before. */
    default Step<Outcome> settle(Settlement settlement, long stamp, Moment moment) {
        Entry entry = settlement.entry();
        Long before = settlement.stampBefore();
        if (entry == null || before == null || before != stamp) {
            return Step.to(EmptyCell.EMPTY, Outcome.INVALIDATED);
        }
        return Step.to(ValueCell.of(entry, settlement.ttl(), moment), Outcome.STORED);
    }

    /** Tells how long a value is still fresh. */
    default Expiry expiry(Moment moment) {
        return new Expiry.Absent();
    }

    /** Sets how long a value is fresh from now. */
    default Step<Boolean> expire(Ttl ttl, Moment moment) {
        return Step.stay(this, false);
    }
}
