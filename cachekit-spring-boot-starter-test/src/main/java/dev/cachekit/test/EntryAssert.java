package dev.cachekit.test;

import dev.cachekit.Expiry;
import dev.cachekit.call.Caller;
import dev.cachekit.call.Outcome;
import dev.cachekit.engine.CacheKitEngine;
import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.Lookup;
import dev.cachekit.strategy.CacheReader.Found;
import dev.cachekit.strategy.CacheRegion;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/** Asks about the entry of one key, as a reader would find it, and as the calling thread's transaction may see it. */
public final class EntryAssert extends AbstractAssert<EntryAssert, String> {

    private final CacheKitEngine engine;
    private final CacheRegion<@Nullable Object> region;
    private final EntryKey key;

    EntryAssert(CacheKitEngine engine, CacheRegion<@Nullable Object> region, EntryKey key) {
        super(key.toString(), EntryAssert.class);
        this.engine = engine;
        this.region = region;
        this.key = key;
    }

    /**
     * Passes if a reader would be answered from the cache, be it with a cached null.
     *
     * @return this
     */
    public EntryAssert isCached() {
        if (found().isEmpty()) {
            failWithMessage("Expecting %s to be cached, but %s", key, reason());
        }
        return this;
    }

    /**
     * Passes if a reader would not be answered from the cache.
     *
     * @return this
     */
    public EntryAssert isAbsent() {
        found().ifPresent(found -> failWithMessage("Expecting %s not to be cached, but it is: %s", key, found.value()));
        return this;
    }

    /**
     * Passes if a reader would be given this value.
     *
     * @param expected equal to the value; null for a cached null
     * @return this
     */
    public EntryAssert hasValue(@Nullable Object expected) {
        isCached();
        Object value = found().map(Found::value).orElse(null);
        if (!Objects.equals(value, expected)) {
            failWithMessage("Expecting %s to be cached with %s, but its value is %s", key, expected, value);
        }
        return this;
    }

    /**
     * Passes if it is cached and expires then or before. A cache shortens lifetimes at random, by its {@code jitter}.
     *
     * @param time from now on
     * @return this
     */
    public EntryAssert expiresWithin(Duration time) {
        isCached();
        Expiry expiry = Outcome.of(engine.backend().entries().ttl(key));
        if (!(expiry instanceof Expiry.In in) || in.remaining().compareTo(time) > 0) {
            failWithMessage("Expecting %s to expire within %s, but: %s", key, time, expiry);
        }
        return this;
    }

    @SuppressWarnings("NullAway") // it does not infer that the value may be null
    private Optional<Found<@Nullable Object>> found() {
        return Outcome.of(engine.strategies().reader().find(region, key, Caller.BLOCKING));
    }

    private String reason() {
        if (engine.strategies().reader().isPending(key)) {
            return "it was invalidated while the store was away, and that is still queued";
        }
        Lookup lookup = Outcome.of(engine.backend()
                .entries()
                .find(key)
                .exceptionally(away -> new Lookup.Foreign("the store does not answer: " + away.getMessage())));
        if (lookup instanceof Lookup.Foreign foreign) {
            return foreign.reason();
        }
        if (lookup instanceof Lookup.Hit) {
            return "its entry is expired or belongs to this thread's transaction";
        }
        if (lookup instanceof Lookup.Absent) {
            return "there is no entry: never stored, invalidated or expired";
        }
        return lookup instanceof Lookup.Loading ? "somebody is loading it" : "a write is under way";
    }
}
