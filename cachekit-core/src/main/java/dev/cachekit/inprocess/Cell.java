package dev.cachekit.inprocess;

import dev.cachekit.Expiry;
import dev.cachekit.spi.Entry;
import dev.cachekit.spi.LeaseReply;
import dev.cachekit.spi.LeaseRequest;
import dev.cachekit.spi.Lookup;
import dev.cachekit.spi.Settlement;
import dev.cachekit.spi.Settlement.Outcome;
import dev.cachekit.spi.Token;
import java.time.Duration;

/**
 * What one key holds. Immutable; every method is a pure function, so that the rules of the protocol can be read and
 * tested without a store. Times are nanoseconds of {@link ElapsedTime}; a cell that has ended is {@link EmptyCell}, see
 * {@link #at}.
 */
sealed interface Cell permits EmptyCell, ValueCell, LeaseCell, FenceCell {

    /** Returns the time at which nothing of this cell is left. */
    long ends();

    /** Returns this cell as it is at the given time. */
    Cell at(long now);

    /** Answers a look-up. */
    Lookup lookup();

    /** Asks for a lease that ends at the given time. */
    default Step<LeaseReply> lease(LeaseRequest request, long now, long until) {
        return new Step<>(new LeaseCell(request.token(), until, false), new LeaseReply.Granted());
    }

    /** Stores a loaded value. Refused unless a lease or an earlier sending of the same fill says otherwise. */
    default Step<Boolean> fill(Entry entry, long until) {
        return new Step<>(this, false);
    }

    /** Lets a lease end later. */
    default Step<Boolean> extend(Token token, long until) {
        return new Step<>(this, false);
    }

    /** Gives a lease back. */
    default Cell release(Token token) {
        return this;
    }

    /** Stores a value if there is none. */
    default Step<Boolean> putIfAbsent(Entry entry, long until) {
        return new Step<>(new ValueCell(entry, until), true);
    }

    /** Lets a writer enter; the stamp names the new state of the fence. */
    default Cell fence(Token writer, long until, long stamp) {
        return FenceCell.of(writer, until, stamp);
    }

    /** Ends a write. The stamp is the lane's, from just before this write raised it. */
    default Step<Outcome> settle(Settlement settlement, long until, long stamp) {
        Entry entry = settlement.entry();
        Long before = settlement.stampBefore();
        if (entry == null || before == null || before != stamp) {
            return new Step<>(EmptyCell.EMPTY, Outcome.INVALIDATED);
        }
        return new Step<>(new ValueCell(entry, until), Outcome.STORED);
    }

    /** Tells how long a value still lives. */
    default Expiry expiry(long now) {
        return new Expiry.Absent();
    }

    /** Sets when a value ends. */
    default Step<Boolean> expire(long until) {
        return new Step<>(this, false);
    }

    /** Returns the time from now until then. */
    static Duration between(long now, long until) {
        return Duration.ofNanos(until - now);
    }
}
