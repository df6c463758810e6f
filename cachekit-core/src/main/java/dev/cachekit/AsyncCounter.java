package dev.cachekit;

import java.time.Duration;
import java.util.concurrent.CompletionStage;

/**
 * A {@link Counter} for callers that do not wait: the same methods, answered by stages. Safe for use by many threads.
 *
 * <p>No method blocks. Stages go on on CacheKit's executor, never on a thread of Redis. What a method of {@link Counter} throws
 * because of the store, and {@link ArithmeticException}, is the failure of the stage; a wrong argument is thrown at once.
 *
 * <p><b>When Redis is away</b> every stage fails with {@link BackendUnavailableException}; a change may then have been applied
 * once or not at all, never twice.
 */
public interface AsyncCounter {

    /** As {@link Counter#increment()}. */
    CompletionStage<Long> increment();

    /** As {@link Counter#increment(long)}. */
    CompletionStage<Long> increment(long delta);

    /** As {@link Counter#increment(long, Duration)}. */
    CompletionStage<Long> increment(long delta, Duration ttlIfNew);

    /** As {@link Counter#decrement()}. */
    CompletionStage<Long> decrement();

    /** As {@link Counter#decrement(long)}. */
    CompletionStage<Long> decrement(long delta);

    /** As {@link Counter#get}. */
    CompletionStage<Long> get();

    /** As {@link Counter#reset}. */
    CompletionStage<Void> reset();

    /** As {@link Counter#expire}. */
    CompletionStage<Boolean> expire(Duration ttl);
}
