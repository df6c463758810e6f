package dev.cachekit.inprocess;

import dev.cachekit.Ttl;
import dev.cachekit.spi.Entry;
import dev.cachekit.spi.Token;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is known of versions while writers are inside a fence. Immutable.
 *
 * @param highest the highest version known: of the waiting value, or of one that was stored before; null if there is none
 * @param waiting what the last writer is to store unless its own version is higher; null if there is none
 * @param left the last of those who have left with a version, to know them again
 */
record FencedVersions(@Nullable Long highest, @Nullable Written waiting, List<Token> left) {

    /** A second sending comes soon; beyond that it counts as one of an unknown writer. */
    private static final int MOST_LEFT = 32;

    /** Nothing is known. */
    static final FencedVersions NONE = above(null);

    /**
     * A value that is to be stored.
     *
     * @param entry the value
     * @param ttl how long it lives once it is stored
     */
    record Written(Entry entry, Ttl ttl) {}

    /** A value of this version was stored before the first writer entered. */
    static FencedVersions above(@Nullable Long stored) {
        return new FencedVersions(stored, null, List.of());
    }

    /** A writer leaves with a version while others stay. */
    FencedVersions leftBehind(Written written) {
        Token writer = written.entry().token();
        List<Token> all = Stream.concat(left.stream(), Stream.of(writer)).toList();
        List<Token> last = all.subList(Math.max(0, all.size() - MOST_LEFT), all.size());
        return isBeaten(written)
                ? new FencedVersions(highest, waiting, List.copyOf(last))
                : new FencedVersions(written.entry().version(), written, List.copyOf(last));
    }

    /** Returns what the last writer stores: its own value or the one that waits; null if neither may be stored. */
    @Nullable
    Written last(Written written) {
        return isBeaten(written) ? waiting : written;
    }

    boolean hasLeft(Token writer) {
        return left.contains(writer);
    }

    private boolean isBeaten(Written written) {
        Long version = written.entry().version();
        return version != null && highest != null && highest > version;
    }
}
