package dev.cachekit.spi;

import org.jspecify.annotations.Nullable;

/**
 * What a store holds under a key, for people: also what no read sees any more.
 *
 * @param seen what a read finds
 * @param unseen what is there besides and counts as absent; null if nothing is
 */
public record Inspected(Lookup seen, @Nullable Unseen unseen) {

    /** Why what is there counts as absent. */
    public enum Cause {
        /** Its cache was cleared. */
        CLEARED,
        /** One of its tags was invalidated. */
        TAG_INVALIDATED
    }

    /**
     * What counts as absent.
     *
     * @param cause why
     * @param was what it was before: a value or a lease
     */
    public record Unseen(Cause cause, Lookup was) {}

    /**
     * Shows what a read finds and nothing besides.
     *
     * @param seen what a read finds
     * @return the same
     */
    public static Inspected of(Lookup seen) {
        return new Inspected(seen, null);
    }

    /**
     * Shows what counts as absent.
     *
     * @param cause why
     * @param was what it was before
     * @return nothing for a read
     */
    public static Inspected unseen(Cause cause, Lookup was) {
        return new Inspected(new Lookup.Absent(), new Unseen(cause, was));
    }
}
