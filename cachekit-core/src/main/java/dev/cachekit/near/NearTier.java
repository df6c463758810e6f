package dev.cachekit.near;

import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.Lane;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * The near cache of one cache. Never blocks; safe for use by many threads.
 *
 * <p>It serves an entry while its lane is live and nothing was invalidated that the entry may be older than. A value
 * removed in another process is served at most {@link LaneWatch#BOUND} after that was acknowledged; one that this process
 * has removed, not at all.
 *
 * @param <V> the type of the values
 */
public final class NearTier<V extends @Nullable Object> {

    private final String cache;
    private final Lane home;
    private final Sharing<V> sharing;
    private final NearPorts ports;
    private final FillGuard guard;
    private final ConcurrentMap<String, NearEntry<V>> entries;

    private final TagMarks marks = new TagMarks();
    private final Runnable hits;
    private volatile Duration longest;

    NearTier(
            String cache,
            Duration longest,
            Sharing<V> sharing,
            NearPorts ports,
            FillGuard guard,
            ConcurrentMap<String, NearEntry<V>> entries) {
        this.cache = cache;
        this.home = Lane.home(cache);
        this.longest = longest;
        this.sharing = sharing;
        this.ports = ports;
        this.guard = guard;
        this.entries = entries;
        this.hits = ports.listener().nearHits(cache);
    }

    /**
     * Looks a key up.
     *
     * @param key the key
     * @return the value; null if there is none that may be served
     */
    public @Nullable Kept<V> get(EntryKey key) {
        long now = ports.now();
        // first the lane, then the entry: what was removed before the lane was confirmed must be seen as removed
        boolean live = ports.lanes().isLive(key.lane(), now);
        NearEntry<V> entry = entries.get(key.text());
        if (entry == null) {
            return null;
        }
        // tags are not taken out but marked: it is enough to look at the marks after this
        boolean vouchedFor = live && (!entry.isTagged() || ports.lanes().isLive(home, now));
        // marks before generations: who finds a mark forgotten then also finds the generations raised that came before
        // that
        if (entry.isOver(now) || entry.isInvalidated(marks) || entry.isDropped(guard, home)) {
            entries.remove(key.text(), entry);
            return null;
        }
        return vouchedFor || !entry.isConfirmed() ? sharing.serve(entry) : null;
    }

    /** Tells the listener that a call was answered by what {@link #get} has given. */
    public void tellHit() {
        hits.run();
    }

    /**
     * Tells what is kept of a key, for people. Changes nothing.
     *
     * @param key the key
     * @return how a look-up would go
     */
    public NearSight look(EntryKey key) {
        long now = ports.now();
        boolean live = ports.lanes().isLive(key.lane(), now);
        boolean homeLive = ports.lanes().isLive(home, now);
        NearEntry<V> entry = entries.get(key.text());
        if (entry == null || entry.isOver(now) || entry.isInvalidated(marks)) {
            return NearSight.NOTHING;
        }
        Duration left = Duration.ofNanos(entry.endNanos() - now);
        boolean vouchedFor = live && (homeLive || !entry.isTagged());
        boolean trusted = !entry.isDropped(guard, home) && (vouchedFor || !entry.isConfirmed());
        return new NearSight(trusted ? NearSight.State.SERVED : NearSight.State.SUSPECT, left);
    }

    /**
     * Notes what is known of invalidations. To be taken before the first request to the store, or before a load.
     *
     * @param key the key
     * @return to be shown by {@link #put}
     */
    public Ticket ticket(EntryKey key) {
        return guard.ticket(key.text(), key.lane());
    }

    /**
     * Keeps a value, unless something was invalidated since the ticket was taken that the value may be older than.
     *
     * @param ticket from before the value was read or loaded
     * @param value the value
     * @return whether it is kept
     */
    public boolean put(Ticket ticket, NearValue<V> value) {
        Duration most = longest;
        Duration time = value.left().compareTo(most) < 0 ? value.left() : most;
        if (time.isNegative() || time.isZero()) {
            return false;
        }
        long end = ports.now() + time.toNanos();
        NearEntry<V> entry = new NearEntry<>(ticket, sharing.shared(value), value, end);
        // within the atomic step: an invalidation that comes later finds the entry, one that came before is noticed
        boolean kept = entries.compute(ticket.key(), (key, old) -> guard.permits(ticket) ? entry : old) == entry;
        if (!kept) {
            ports.listener().onNearFillRefused(cache);
        }
        return kept;
    }

    /**
     * Tells whether all hits are given one object.
     *
     * @return false if each is given a copy, read from the payload; then the value given to {@link #put} is never handed out
     */
    public boolean isShared() {
        return sharing.shares();
    }

    /**
     * Tells how many entries there are, those included that would not be served any more.
     *
     * @return roughly how many
     */
    public long size() {
        return entries.size();
    }

    void keepAtMost(Duration time) {
        longest = time;
    }

    void invalidate(String key) {
        guard.raise(key);
        entries.remove(key);
    }

    void invalidateTags(Collection<String> tags) {
        long count = guard.raiseWholeCache();
        if (!marks.mark(tags, count)) {
            clear();
            marks.forget(count);
        }
    }

    /** The entries go when they are next looked at, or when their place is needed. */
    void drop(Lane lane) {
        guard.drop(lane);
    }

    void clear() {
        Lane.all().forEach(guard::drop);
        entries.clear();
    }
}
