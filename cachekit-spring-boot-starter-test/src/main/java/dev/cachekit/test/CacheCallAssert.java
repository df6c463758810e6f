package dev.cachekit.test;

import static dev.cachekit.test.EventCounter.FAILED_LOAD;
import static dev.cachekit.test.EventCounter.HIT;
import static dev.cachekit.test.EventCounter.INVALIDATED;
import static dev.cachekit.test.EventCounter.LOAD;
import static dev.cachekit.test.EventCounter.MISS;
import static dev.cachekit.test.EventCounter.NEAR_HIT;
import static dev.cachekit.test.EventCounter.PUT;
import static dev.cachekit.test.EventCounter.STALE;

import org.assertj.core.api.Descriptable;
import org.assertj.core.description.Description;

/** Asks what a call did to one cache. What the call began in the background counts, too. */
public final class CacheCallAssert implements Descriptable<CacheCallAssert> {

    private final CallAssert call;
    private final Seen seen;

    CacheCallAssert(CallAssert call, Seen seen) {
        this.call = call;
        this.seen = seen;
    }

    /**
     * Says in words what is asked about. They stand before the message of each assertion that follows and fails.
     *
     * @param words the words
     * @return this
     */
    @Override
    public CacheCallAssert describedAs(Description words) {
        call.describedAs(words);
        return this;
    }

    /**
     * Passes if the call was answered from the cache with a value within its lifetime; for others see {@link #isStale()}.
     *
     * @return this
     */
    public CacheCallAssert isHit() {
        return check(seen.count(HIT, NEAR_HIT) > 0 && seen.count(MISS, STALE) == 0, "to hit cache");
    }

    /**
     * Passes if the call was answered from this process, without asking the store.
     *
     * @return this
     */
    public CacheCallAssert isNearHit() {
        return check(seen.count(NEAR_HIT) > 0 && seen.count(MISS, HIT) == 0, "to hit the near cache of");
    }

    /**
     * Passes if the call was not answered from the cache.
     *
     * @return this
     */
    public CacheCallAssert isMiss() {
        return check(seen.count(MISS) > 0, "to miss cache");
    }

    /**
     * Passes if the call was answered with a value beyond its lifetime.
     *
     * @return this
     */
    public CacheCallAssert isStale() {
        return check(seen.count(STALE) > 0, "to be served a stale value of cache");
    }

    /**
     * Passes if the method was called exactly once to load a value, be it in the background or in vain.
     *
     * @return this
     */
    public CacheCallAssert loadsOnce() {
        return loads(1);
    }

    /**
     * Passes if the method was not called to load a value.
     *
     * @return this
     */
    public CacheCallAssert loadsNothing() {
        return loads(0);
    }

    /**
     * Passes if the method was called so often to load values.
     *
     * @param times how often
     * @return this
     */
    public CacheCallAssert loads(long times) {
        return check(seen.count(LOAD, FAILED_LOAD) == times, "to load " + times + " x into cache");
    }

    /**
     * Passes if a value was stored.
     *
     * @return this
     */
    public CacheCallAssert stores() {
        return check(seen.count(PUT) > 0, "to store into cache");
    }

    /**
     * Passes if no value was stored.
     *
     * @return this
     */
    public CacheCallAssert storesNothing() {
        return check(seen.count(PUT) == 0, "to store nothing into cache");
    }

    /**
     * Passes if something was invalidated.
     *
     * @return this
     */
    public CacheCallAssert invalidates() {
        return check(seen.count(INVALIDATED) > 0, "to invalidate something in cache");
    }

    /**
     * Passes if nothing was invalidated.
     *
     * @return this
     */
    public CacheCallAssert invalidatesNothing() {
        return check(seen.count(INVALIDATED) == 0, "to invalidate nothing in cache");
    }

    /**
     * Goes back to the call.
     *
     * @return to be asked about another cache or a limiter
     */
    public CallAssert and() {
        return call;
    }

    private CacheCallAssert check(boolean holds, String expected) {
        if (!holds) {
            throw seen.failure(expected);
        }
        return this;
    }
}
