package dev.cachekit.inprocess;

import dev.cachekit.Ttl;
import dev.cachekit.spi.Entry;
import dev.cachekit.spi.LeaseReply;
import dev.cachekit.spi.LeaseRequest;
import dev.cachekit.spi.Lookup;
import dev.cachekit.spi.Token;
import java.time.Duration;

/**
 * A load is under way.
 *
 * @param token the load's token
 * @param ends when the lease ends unless extended
 * @param waited whether somebody wants to hear of its end
 * @param incarnation the cache's when the lease was granted
 */
record LeaseCell(Token token, long ends, boolean waited, long incarnation) implements Cell {

    static LeaseCell of(LeaseRequest request, Moment moment) {
        return new LeaseCell(request.token(), moment.after(request.duration()), false, moment.incarnation());
    }

    @Override
    public Cell at(Moment moment) {
        return moment.now() < ends && incarnation == moment.incarnation() ? this : EmptyCell.EMPTY;
    }

    @Override
    public LeaseCell load() {
        return this;
    }

    @Override
    public Lookup lookup(Moment moment) {
        return new Lookup.Loading(token);
    }

    @Override
    public Step<LeaseReply> lease(LeaseRequest request, Moment moment) {
        if (isHeldBy(request.token())) {
            return Step.to(until(moment.after(request.duration())), new LeaseReply.Granted());
        }
        return Step.to(awaited(), new LeaseReply.Held(token, moment.until(ends)));
    }

    @Override
    public Step<Boolean> fill(Entry entry, Ttl ttl, Moment moment) {
        // The moment has the incarnation of this lease, so a clear that comes after it finds the value old.
        return isHeldBy(entry.token()) ? Step.to(ValueCell.of(entry, ttl, moment), true) : Step.stay(this, false);
    }

    @Override
    public Step<Boolean> extend(Token holder, Duration duration, Moment moment) {
        return isHeldBy(holder) ? Step.to(until(moment.after(duration)), true) : Step.stay(this, false);
    }

    @Override
    public Cell release(Token holder, Duration rest, Moment moment) {
        return isHeldBy(holder) ? EmptyCell.EMPTY : this;
    }

    LeaseCell until(long end) {
        return new LeaseCell(token, end, waited, incarnation);
    }

    LeaseCell awaited() {
        return new LeaseCell(token, ends, true, incarnation);
    }

    private boolean isHeldBy(Token holder) {
        return token.equals(holder);
    }
}
