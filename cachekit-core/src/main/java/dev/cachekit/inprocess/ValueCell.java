package dev.cachekit.inprocess;

import dev.cachekit.Expiry;
import dev.cachekit.Ttl;
import dev.cachekit.spi.Entry;
import dev.cachekit.spi.Freshness;
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
 * A stored value. After an invalidation of one of its tags it is still there, but nobody reads it.
 *
 * @param entry the value
 * @param lifetime until when it is fresh, and until when it is there
 * @param reload the load that is about to replace it
 * @param incarnation the cache's when its load or write began
 */
record ValueCell(Entry entry, Lifetime lifetime, Reload reload, long incarnation) implements Cell {

    static ValueCell of(Entry entry, Ttl ttl, Moment moment) {
        return new ValueCell(entry, Lifetime.of(ttl, entry.grace(), moment), Reload.NONE, moment.incarnation());
    }

    private ValueCell with(Reload next) {
        return new ValueCell(entry, lifetime, next, incarnation);
    }

    @Override
    public long ends() {
        return lifetime.ends();
    }

    @Override
    public Cell at(Moment moment) {
        if (moment.now() >= ends() || incarnation != moment.incarnation()) {
            return EmptyCell.EMPTY;
        }
        return reload.hasEnded(moment) ? with(reload.ended()) : this;
    }

    @Override
    public @Nullable LeaseCell load() {
        return reload.load();
    }

    @Override
    public Lookup lookup(Moment moment) {
        return isReadable(moment) ? new Lookup.Hit(entry, freshness(moment)) : new Lookup.Absent();
    }

    @Override
    public Inspected inspected(Moment moment) {
        if (moment.now() >= ends()) {
            return Inspected.of(new Lookup.Absent());
        }
        Lookup.Hit value = new Lookup.Hit(entry, freshness(moment));
        if (incarnation != moment.incarnation()) {
            return Inspected.unseen(Inspected.Cause.CLEARED, value);
        }
        return isReadable(moment) ? Inspected.of(value) : Inspected.unseen(Inspected.Cause.TAG_INVALIDATED, value);
    }

    @Override
    public Step<LeaseReply> lease(LeaseRequest request, Moment moment) {
        if (isFrom(request.rejected())) {
            return EmptyCell.EMPTY.lease(request, moment);
        }
        if (isFrom(request.reloads())) {
            LeaseReply reply = reload.ask(request, moment);
            return Step.to(with(reload.answered(reply, request, moment)), reply);
        }
        return isReadable(moment)
                ? Step.stay(this, new LeaseReply.Hit(entry, freshness(moment)))
                : EmptyCell.EMPTY.lease(request, moment);
    }

    @Override
    public Step<Boolean> fill(Entry loaded, Ttl ttl, Moment moment) {
        return reload.isBy(loaded.token())
                ? Step.to(of(loaded, ttl, moment), true)
                : Step.stay(this, isFrom(loaded.token()));
    }

    @Override
    public Step<Boolean> extend(Token token, Duration duration, Moment moment) {
        LeaseCell load = reload.load();
        if (load == null || !reload.isBy(token)) {
            return Step.stay(this, false);
        }
        return Step.to(with(new Reload(load.until(moment.after(duration)), reload.restsUntil())), true);
    }

    @Override
    public Cell release(Token token, Duration rest, Moment moment) {
        return reload.isBy(token) ? with(new Reload(null, moment.after(rest))) : this;
    }

    @Override
    public Step<Boolean> putIfAbsent(Entry given, Ttl ttl, Moment moment) {
        boolean sentAgain = isFrom(given.token());
        return sentAgain || isFresh(moment)
                ? Step.stay(this, sentAgain)
                : EmptyCell.EMPTY.putIfAbsent(given, ttl, moment);
    }

    @Override
    public Cell fence(FenceCell.Writer writer, long stamp, Moment moment) {
        return FenceCell.of(writer, FencedVersions.above(entry.version()), stamp, moment);
    }

    @Override
    public Step<Outcome> settle(Settlement settlement, long stamp, Moment moment) {
        Entry written = settlement.entry();
        if (written == null) {
            return EmptyCell.EMPTY.settle(settlement, stamp, moment);
        }
        if (isFrom(written.token())) {
            return Step.stay(this, Outcome.STORED);
        }
        Long stored = entry.version();
        Long given = written.version();
        if (stored == null || given == null) {
            return EmptyCell.EMPTY.settle(settlement, stamp, moment);
        }
        return given < stored
                ? Step.stay(this, Outcome.KEPT_NEWER)
                : Step.to(of(written, settlement.ttl(), moment), Outcome.STORED);
    }

    @Override
    public Expiry expiry(Moment moment) {
        return isFresh(moment) ? lifetime.expiry(moment) : new Expiry.Absent();
    }

    @Override
    public Step<Boolean> expire(Ttl ttl, Moment moment) {
        if (!isFresh(moment)) {
            return Step.stay(this, false);
        }
        Lifetime renewed = lifetime.renewed(ttl, entry.grace(), moment);
        return Step.to(new ValueCell(entry, renewed, reload, incarnation), true);
    }

    private Freshness freshness(Moment moment) {
        LeaseCell load = reload.load();
        return new Freshness(lifetime.age(moment), lifetime.ttl(), load == null ? null : load.token());
    }

    private boolean isFresh(Moment moment) {
        return isReadable(moment) && !lifetime.isStale(moment);
    }

    private boolean isReadable(Moment moment) {
        return moment.tags().allows(entry.tags());
    }

    private boolean isFrom(@Nullable Token token) {
        return entry.token().equals(token);
    }
}
