package dev.cachekit;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Makes concurrent calls with one key a single call. Obtained from {@code CacheKit} by name; safe for use by many threads.
 * Nothing is kept after the call.
 *
 * <pre>{@code
 *     Report report = cacheKit.singleFlight("report").run(month, () -> reports.build(month));
 * }</pre>
 *
 * <p><b>When Redis is away</b> there is one call per process.
 */
public interface SingleFlight {

    /**
     * Runs a call, or waits for the one under way with the same key and takes its outcome.
     *
     * @param <T> type of the result
     * @param key the key, of a type with stable text
     * @param call run on this thread if no other is under way; its exceptions reach all callers unchanged, checked ones too,
     *     although this method does not declare them
     * @return what the call returned, possibly null; the same object for all callers of this process
     * @throws FlightTimeoutException if another's call did not end within {@code max-wait}
     * @throws RemoteLoadException if another process's call failed with an exception that is not rebuilt here
     * @throws WaitInterruptedException if the thread is interrupted while it waits
     * @throws UnsupportedKeyException if the key has no stable text
     */
    <T extends @Nullable Object> T run(Object key, Callable<T> call);
}
