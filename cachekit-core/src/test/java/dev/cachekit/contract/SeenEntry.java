package dev.cachekit.contract;

import dev.cachekit.spi.Entry;
import dev.cachekit.spi.LeaseReply;
import dev.cachekit.spi.Lookup;
import dev.cachekit.spi.Payload;
import dev.cachekit.spi.Tagging;
import dev.cachekit.spi.Token;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What every store gives back of an entry. Left out are the time of storing, which a store may take from its own clock,
 * and the grace, which it may keep as a point in time.
 */
record SeenEntry(
        Token token,
        Payload payload,
        Duration loadTime,
        @Nullable Long version,
        Tagging tags) {

    static SeenEntry of(Entry entry) {
        return new SeenEntry(entry.token(), entry.payload(), entry.loadTime(), entry.version(), entry.tags());
    }

    /** Returns the entry of a hit, and every other answer as it is. */
    static Object in(Lookup found) {
        return found instanceof Lookup.Hit hit ? of(hit.entry()) : found;
    }

    /** Returns the entry of a hit, and every other answer as it is. */
    static Object in(LeaseReply reply) {
        return reply instanceof LeaseReply.Hit hit ? of(hit.entry()) : reply;
    }
}
