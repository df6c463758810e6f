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
     * the same caches meanwhile counts, too. What the call throws fails the test: an unchecked exception or error is thrown
     * as it is. For a call that is to fail there is {@link #assertThatFailing}.
     *
     * @param call the call; a future or publisher is to be waited for within it
     * @param <T> the type of its result
     * @return to be asked what happened
     */
    public <T> CallAssert assertThatCalling(Callable<T> call) {
        return seen(() -> Call.returning(call::call));
    }

    /**
     * As {@link #assertThatCalling(Callable)}, for a call without a result.
     *
     * @param call the call
     * @return to be asked what happened
     */
    public CallAssert assertThatCalling(ThrowingCallable call) {
        return seen(() -> Call.returning(() -> {
            call.call();
            return null;
        }));
    }

    /**
     * Makes a call that is to fail, and begins assertions about what it did in vain.
     *
     * @param type the class of what it is to throw, or one above; an error, as of an assertion within, is expected only by
     *     a class of errors
     * @param call the call; a future or publisher is to be waited for within it
     * @return to be asked what happened
     * @throws AssertionError if it does not throw, or something else
     */
    public CallAssert assertThatFailing(Class<? extends Throwable> type, ThrowingCallable call) {
        return seen(() -> Call.failing(type, call));
    }

    private CallAssert seen(Supplier<Call> made) {
        Map<Event, Long> before = events.counts();
        Call call = made.get();
        threads.awaitQuiet();
        return new CallAssert(call, events.since(before));
    }
}
