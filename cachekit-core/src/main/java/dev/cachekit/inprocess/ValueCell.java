package dev.cachekit.inprocess;

import dev.cachekit.Expiry;
import dev.cachekit.spi.Entry;
import dev.cachekit.spi.LeaseReply;
import dev.cachekit.spi.LeaseRequest;
import dev.cachekit.spi.Lookup;
import dev.cachekit.spi.Settlement;
import dev.cachekit.spi.Settlement.Outcome;
import dev.cachekit.spi.Token;
import org.jspecify.annotations.Nullable;

/**
 * A stored value.
 *
 * @param entry the value
 * @param ends when it expires, {@link ElapsedTime#NEVER} for never
 */
record ValueCell(Entry entry, long ends) implements Cell {

    @Override
    public Cell at(long now) {
        return now < ends ? this : EmptyCell.EMPTY;
    }

    @Override
    public Lookup lookup() {
        return new Lookup.Hit(entry);
    }

    @Override
    public Step<LeaseReply> lease(LeaseRequest request, long now, long until) {
        if (isFrom(request.rejected())) {
            return EmptyCell.EMPTY.lease(request, now, until);
        }
        return new Step<>(this, new LeaseReply.Hit(entry));
    }

    @Override
    public Step<Boolean> fill(Entry again, long until) {
        return new Step<>(this, isFrom(again.token()));
    }

    @Override
    public Step<Boolean> putIfAbsent(Entry again, long until) {
        return new Step<>(this, isFrom(again.token()));
    }

    @Override
    public Step<Outcome> settle(Settlement settlement, long until, long stamp) {
        Entry written = settlement.entry();
        if (written == null) {
            return EmptyCell.EMPTY.settle(settlement, until, stamp);
        }
        if (isFrom(written.token())) {
            return new Step<>(this, Outcome.STORED);
        }
        Long stored = entry.version();
        Long given = written.version();
        if (stored == null || given == null) {
            return EmptyCell.EMPTY.settle(settlement, until, stamp);
        }
        return given < stored
                ? new Step<>(this, Outcome.KEPT_NEWER)
                : new Step<>(new ValueCell(written, until), Outcome.STORED);
    }

    @Override
    public Expiry expiry(long now) {
        return ends == ElapsedTime.NEVER ? new Expiry.Never() : new Expiry.In(Cell.between(now, ends));
    }

    @Override
    public Step<Boolean> expire(long until) {
        return new Step<>(new ValueCell(entry, until), true);
    }

    private boolean isFrom(@Nullable Token token) {
        return entry.token().equals(token);
    }
}
