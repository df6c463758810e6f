package dev.cachekit;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Makes concurrent calls with one key a single call, in all processes that share a Redis. Obtained from {@code CacheKit} by
 * name; safe for use by many threads. Nothing is kept after the call, and nobody joins a call that has ended.
 *
 * <pre>{@code
 *     Report report = cacheKit.singleFlight("report").run(month, Report.class, () -> reports.build(month));
 * }</pre>
 *
 * <p><b>Types.</b> All callers of one process get the same object. Other processes get a copy, read as the type that is given
 * with the call, so give it. Without a type only texts, numbers, times and the like are taken to other processes; any other
 * value is shared within its process, and each process that waited makes the call once itself. A name belongs to one type, which
 * is that of its first call or of the method annotated with it; another one is refused with
 * {@link InvalidConfigurationException}, and so is a type beside none. Nobody
 * checks calls without a type: those with one key must give the same kind of value.
 *
 * <p><b>When the leading process dies</b>, exactly one of those who wait makes the call instead.
 *
 * <p><b>When Redis is away</b> there is one call per process.
 */
public interface SingleFlight {

    /**
     * Makes a call, or waits for the one under way with the same key and takes its outcome.
     *
     * @param <T> type of the result
     * @param key the key, of a type with stable text
     * @param call run on this thread if no other is under way; its exceptions reach all callers of this process unchanged,
     *     checked ones too, although this method does not declare them
     * @return what the call returned, possibly null; the same object for all callers of this process
     * @throws FlightTimeoutException if another's call did not end within {@code max-wait}
     * @throws RemoteLoadException if another process's call failed with an exception that is not rebuilt here
     * @throws WaitInterruptedException if the thread is interrupted while it waits
     * @throws UnsupportedKeyException if the key has no stable text
     * @throws InvalidConfigurationException if the name belongs to a type
     */
    <T extends @Nullable Object> T run(Object key, Callable<T> call);

    /**
     * As {@link #run(Object, Callable)}, with values that other processes can read.
     *
     * @param <T> type of the result
     * @param key the key, of a type with stable text
     * @param type type of the result
     * @param call run on this thread if no other is under way
     * @return what the call returned, possibly null; a copy if another process made it
     * @throws InvalidConfigurationException if values of the type cannot be read back as declared, or the name belongs to another
     *     type
     */
    <T> @Nullable T run(Object key, Class<T> type, Callable<? extends @Nullable T> call);

    /**
     * As {@link #run(Object, Class, Callable)}, for a generic type such as {@code new TypeRef<List<Report>>() {}}.
     *
     * @param <T> type of the result
     * @param key the key, of a type with stable text
     * @param type type of the result
     * @param call run on this thread if no other is under way
     * @return what the call returned, possibly null; a copy if another process made it
     * @throws InvalidConfigurationException if values of the type cannot be read back as declared, or the name belongs to another
     *     type
     */
    <T> @Nullable T run(Object key, TypeRef<T> type, Callable<? extends @Nullable T> call);

    /** The same single flight for callers that do not wait. */
    AsyncSingleFlight async();
}
