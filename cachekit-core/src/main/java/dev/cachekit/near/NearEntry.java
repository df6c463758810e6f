package dev.cachekit.near;

import dev.cachekit.spi.Lane;
import dev.cachekit.spi.Payload;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a near cache keeps of one value. Immutable; equal only to itself, so that one entry is never taken for another.
 *
 * @param <V> the type of the value
 */
final class NearEntry<V extends @Nullable Object> {

    /** What all hits are given; null if each is given a copy. */
    private final @Nullable Kept<V> shared;

    /** What copies are made from; null if there are none. */
    private final @Nullable Payload payload;

    private final Lane lane;
    private final long generation;
    private final long homeGeneration;
    private final long wholeCache;
    private final List<String> tags;
    private final boolean tagged;
    private final long endNanos;
    private final boolean confirmed;
    private final int weight;

    /** Confirmed is what the store has, too: it is as good as its lane. Of anything else the end alone bounds the age. */
    NearEntry(Ticket ticket, @Nullable Kept<V> shared, NearValue<V> value, long endNanos) {
        this.shared = shared;
        this.payload = shared == null ? value.payload() : null;
        this.lane = ticket.lane();
        this.generation = ticket.generation();
        this.homeGeneration = ticket.homeGeneration();
        this.wholeCache = ticket.wholeCache();
        this.tags = value.tags();
        this.tagged = !tags.isEmpty();
        this.endNanos = endNanos;
        this.confirmed = value.confirmed();
        this.weight = value.payload().size() + ticket.key().length();
    }

    @Nullable
    Kept<V> shared() {
        return shared;
    }

    @Nullable
    Payload payload() {
        return payload;
    }

    boolean isTagged() {
        return tagged;
    }

    boolean isConfirmed() {
        return confirmed;
    }

    boolean isInvalidated(TagMarks marks) {
        return tagged && marks.isMarkedSince(tags, wholeCache);
    }

    long endNanos() {
        return endNanos;
    }

    boolean isOver(long nowNanos) {
        return nowNanos - endNanos >= 0;
    }

    boolean isDropped(FillGuard guard, Lane home) {
        return !guard.isCurrent(lane, generation) || tagged && !guard.isCurrent(home, homeGeneration);
    }

    /** Bytes of value and key: a limit on values alone would let nulls pile up. */
    int weight() {
        return weight;
    }
}
