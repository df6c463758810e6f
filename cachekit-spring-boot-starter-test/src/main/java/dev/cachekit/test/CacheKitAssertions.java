package dev.cachekit.test;

import dev.cachekit.engine.CacheKitEngine;
import dev.cachekit.test.EventCounter.Event;
import dev.cachekit.test.time.WatchedThreads;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/**
 * Assertions about what is cached and what calls do to caches and rate limiters, in the manner of AssertJ. To be injected into
 * a test with {@link AutoConfigureCacheKit}. For one test at a time.
 */
public final class CacheKitAssertions {

    private final Supplier<CacheKitEngine> engine;
    private final EventCounter events;
    private final WatchedThreads threads;

    CacheKitAssertions(Supplier<CacheKitEngine> engine, EventCounter events, WatchedThreads threads) {
        this.engine = engine;
        this.events = events;
        this.threads = threads;
    }

    /**
     * Begins an assertion about what a cache holds.
     *
     * @param name the cache's name
     * @return to be asked about a key
     */
    public CacheAssert assertThatCache(String name) {
        return new CacheAssert(name, engine.get());
    }

    /**
     * Makes a call, waits for what it has begun in the background, and begins assertions about it. What other threads do to
     * the same caches meanwhile counts, too. A failure of the call is kept for {@link CallAssert#failsWith}.
     *
     * @param call the call; a future or publisher is to be waited for within it
     * @param <T> the type of its result
     * @return to be asked what happened
     */
    public <T> CallAssert assertThatCalling(Callable<T> call) {
        Map<Event, Long> before = events.counts();
        CallAssert.Outcome outcome = CallAssert.Outcome.of(call);
        threads.awaitQuiet();
        return new CallAssert(outcome, events.since(before));
    }

    /**
     * As {@link #assertThatCalling(Callable)}, for a call without a result.
     *
     * @param call the call
     * @return to be asked what happened
     */
    public CallAssert assertThatCalling(ThrowingCallable call) {
        return assertThatCalling(() -> {
            try {
                call.call();
                return null;
            } catch (Exception | Error unchanged) {
                throw unchanged;
            } catch (Throwable neither) {
                throw new IllegalStateException(neither);
            }
        });
    }
}
