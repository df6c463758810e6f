package dev.cachekit.spi;

import java.time.Duration;

/**
 * Is told what the caches do. Called on the caller's thread where there is one; must return at once and must not throw.
 * Implementations are safe for use by many threads. No method is told a key or a value.
 */
public non-sealed interface CacheListener extends Listener {

    /** Listens to nothing. */
    CacheListener NONE = new CacheListener() {};

    /**
     * Tells whether this listener wants to hear of hits. They are most of all there is, so who does nothing with them is not
     * called for each. Asked once.
     *
     * @return false if {@link #onHit} and {@link #onNearHit} do nothing
     */
    default boolean hearsHits() {
        return true;
    }

    /**
     * A call was answered from the cache.
     *
     * @param cache the cache's name
     */
    default void onHit(String cache) {}

    /**
     * A call was answered from this process, without asking the store. It is a hit: who does not care for the difference
     * overrides {@link #onHit} alone.
     *
     * @param cache the cache's name
     */
    default void onNearHit(String cache) {
        onHit(cache);
    }

    /**
     * Returns what tells this listener of near hits of one cache. Asked once for each cache: a near hit takes so little time
     * that looking a counter up for each would show.
     *
     * @param cache the cache's name
     * @return run for each hit, by many threads; does what {@link #onNearHit} does
     */
    default Runnable nearHits(String cache) {
        return () -> onNearHit(cache);
    }

    /**
     * A value was not kept in this process, because something was invalidated while it was read.
     *
     * @param cache the cache's name
     */
    default void onNearFillRefused(String cache) {}

    /**
     * A near cache gave up an entry whose place was needed or whose time was over.
     *
     * @param cache the cache's name
     */
    default void onNearEviction(String cache) {}

    /**
     * All near caches gave up their entries in one of the lanes, because something may have been missed.
     *
     * @param reason {@code gap}, {@code behind}, {@code unknown}, {@code subscribed}, {@code primary} or {@code clock}
     */
    default void onNearDropped(String reason) {}

    /**
     * A call was not answered from the cache.
     *
     * @param cache the cache's name
     */
    default void onMiss(String cache) {}

    /**
     * A load ended.
     *
     * @param cache the cache's name
     * @param time how long it took
     * @param success false if the loader threw
     */
    default void onLoad(String cache, Duration time, boolean success) {}

    /**
     * A call waited for the load of another.
     *
     * @param cache the cache's name
     * @param time how long it waited
     */
    default void onWait(String cache, Duration time) {}

    /**
     * A loaded value was not stored.
     *
     * @param cache the cache's name
     * @param reason a short fixed word such as {@code invalidated}, {@code open-transaction}, {@code too-large}
     */
    default void onFillRefused(String cache, String reason) {}

    /**
     * A value was written.
     *
     * @param cache the cache's name
     */
    default void onPut(String cache) {}

    /**
     * A value was written, and this is what it takes. Who does not care for the size overrides {@link #onPut(String)} alone.
     *
     * @param cache the cache's name
     * @param bytes the size of the encoded value
     */
    default void onPut(String cache, int bytes) {
        onPut(cache);
    }

    /**
     * Keys were invalidated.
     *
     * @param cache the cache's name
     * @param keys how many
     */
    default void onInvalidate(String cache, long keys) {}

    /**
     * The store has acknowledged a removal that it was asked for. Not told of one that was queued first.
     *
     * @param cache the cache's name
     * @param lag the time since it was asked for
     */
    default void onInvalidated(String cache, Duration lag) {}

    /**
     * A stored entry could not be read and counts as a miss.
     *
     * @param cache the cache's name
     * @param reason why
     */
    default void onUnreadable(String cache, String reason) {}

    /**
     * The store failed or did not answer in time.
     *
     * @param cache the cache's name
     * @param operation a short fixed word such as {@code find}, {@code lease}, {@code fill}
     * @param failure what happened
     */
    default void onStoreFailure(String cache, String operation, Throwable failure) {}

    /**
     * A call was answered with a value beyond its lifetime.
     *
     * @param cache the cache's name
     * @param reason a short fixed word: {@code revalidating}, {@code error}, {@code throttled}, {@code soft-timeout},
     *     {@code hard-timeout}, {@code max-wait}
     */
    default void onStale(String cache, String reason) {}

    /**
     * A reload in the background has ended.
     *
     * @param cache the cache's name
     * @param outcome a short fixed word: {@code loaded}, {@code failed}, {@code elsewhere} if another process loads, has
     *     loaded or has just failed, {@code unavailable} if the store did not answer
     */
    default void onReload(String cache, String outcome) {}

    /**
     * A load failed, and no caller was told: a stale value was served, or the load ran in the background.
     *
     * @param cache the cache's name
     * @param failure what the load failed with
     */
    default void onHiddenFailure(String cache, Throwable failure) {}

    /**
     * Work in the background was left out, because there was no room for it.
     *
     * @param cache the cache's name
     * @param work a short fixed word: {@code reload}, {@code time-limit}, {@code verify}
     */
    default void onSkipped(String cache, String work) {}

    /**
     * A cached value was compared with a load.
     *
     * @param cache the cache's name
     * @param verdict what came of it
     */
    default void onVerified(String cache, Verdict verdict) {}

    /**
     * The number of removals changed that the store has not acknowledged.
     *
     * @param count how many keys and parts of caches wait to be sent again
     */
    default void onPending(int count) {}

    /**
     * Another server has taken over a part of the store, and what it may not know is sent again.
     *
     * @param count how many keys and parts of caches
     */
    default void onReplayed(int count) {}

    /**
     * Requests to a primary are let through from now on, or not any more.
     *
     * @param primary names the primary and its life, as its beats do
     * @param state the new state
     */
    default void onBreaker(String primary, BreakerState state) {}
}
