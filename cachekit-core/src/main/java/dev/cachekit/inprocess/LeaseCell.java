package dev.cachekit.inprocess;

import dev.cachekit.spi.Entry;
import dev.cachekit.spi.LeaseReply;
import dev.cachekit.spi.LeaseRequest;
import dev.cachekit.spi.Lookup;
import dev.cachekit.spi.Token;

/**
 * A load is under way.
 *
 * @param token the load's token
 * @param ends when the lease ends unless extended
 * @param waited whether somebody wants to hear of its end
 */
record LeaseCell(Token token, long ends, boolean waited) implements Cell {

    @Override
    public Cell at(long now) {
        return now < ends ? this : EmptyCell.EMPTY;
    }

    @Override
    public Lookup lookup() {
        return new Lookup.Loading(token);
    }

    @Override
    public Step<LeaseReply> lease(LeaseRequest request, long now, long until) {
        if (isHeldBy(request.token())) {
            return new Step<>(new LeaseCell(token, until, waited), new LeaseReply.Granted());
        }
        return new Step<>(new LeaseCell(token, ends, true), new LeaseReply.Held(token, Cell.between(now, ends)));
    }

    @Override
    public Step<Boolean> fill(Entry entry, long until) {
        return isHeldBy(entry.token()) ? new Step<>(new ValueCell(entry, until), true) : new Step<>(this, false);
    }

    @Override
    public Step<Boolean> extend(Token holder, long until) {
        return isHeldBy(holder) ? new Step<>(new LeaseCell(token, until, waited), true) : new Step<>(this, false);
    }

    @Override
    public Cell release(Token holder) {
        return isHeldBy(holder) ? EmptyCell.EMPTY : this;
    }

    private boolean isHeldBy(Token holder) {
        return token.equals(holder);
    }
}
