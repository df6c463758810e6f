package dev.cachekit.spi;

import dev.cachekit.Ttl;
import org.jspecify.annotations.Nullable;

/**
 * Ends a write: stores its value if no other write overlapped, else leaves the key without a value.
 *
 * @param writer the token of the write, as given to {@link EntryStore#fence}
 * @param entry the value; null to store nothing, as after a rollback
 * @param ttl how long the value lives
 * @param stampBefore for a write that could not fence its key beforehand because the key was not known: the stamp of
 *     the key's lane from before the write. Null for a fenced write.
 */
public record Settlement(
        Token writer,
        @Nullable Entry entry,
        Ttl ttl,
        @Nullable Long stampBefore) {

    /** What a settlement left under the key. */
    public enum Outcome {
        /** The value was stored. */
        STORED,
        /** The key holds a value of a higher version. */
        KEPT_NEWER,
        /** The key holds no value; one with a version may wait for the writers that it met. */
        INVALIDATED
    }
}
