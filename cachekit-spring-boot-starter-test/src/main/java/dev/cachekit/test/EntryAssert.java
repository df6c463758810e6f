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
import org.assertj.core.api.Descriptable;
import org.assertj.core.description.Description;
import org.jspecify.annotations.Nullable;

/** Asks about the entry of one key, as a reader would find it, and as the calling thread's transaction may see it. */
public final class EntryAssert implements Descriptable<EntryAssert> {

    private final CacheKitEngine engine;
    private final CacheRegion<@Nullable Object> region;
    private final EntryKey key;
    private final Subject subject = new Subject();

    EntryAssert(CacheKitEngine engine, CacheRegion<@Nullable Object> region, EntryKey key) {
        this.engine = engine;
        this.region = region;
        this.key = key;
    }

    /**
     * Says in words what is asked about. They stand before the message of each assertion that follows and fails.
     *
     * @param words the words
     * @return this
     */
    @Override
    public EntryAssert describedAs(Description words) {
        subject.describedAs(words);
        return this;
    }

    /**
     * Passes if a reader would be answered from the cache, be it with a cached null.
     *
     * @return this
     */
    public EntryAssert isCached() {
        if (found().isEmpty()) {
            throw subject.failure("Expecting %s to be cached, but %s", key, reason());
        }
        return this;
    }

    /**
     * Passes if a reader would not be answered from the cache.
     *
     * @return this
     */
    public EntryAssert isAbsent() {
        Optional<Found<@Nullable Object>> found = found();
        if (found.isPresent()) {
            throw subject.failure(
                    "Expecting %s not to be cached, but it is: %s",
                    key, found.get().value());
        }
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
            throw subject.failure("Expecting %s to be cached with %s, but its value is %s", key, expected, value);
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
            throw subject.failure("Expecting %s to expire within %s, but: %s", key, time, expiry);
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
        return reason(Outcome.of(engine.backend()
                .entries()
                .find(key)
                .exceptionally(away -> new Lookup.Foreign("the store does not answer: " + away.getMessage()))));
    }

    private static String reason(Lookup lookup) {
        if (lookup instanceof Lookup.Loading) {
            return "somebody is loading it";
        }
        if (lookup instanceof Lookup.Fenced) {
            return "a write is under way";
        }
        if (lookup instanceof Lookup.Foreign foreign) {
            return foreign.reason();
        }
        return lookup instanceof Lookup.Hit
                ? "its entry is expired or belongs to this thread's transaction"
                : "there is no entry: never stored, invalidated or expired";
    }
}
