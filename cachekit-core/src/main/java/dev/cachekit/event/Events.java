package dev.cachekit.event;

import dev.cachekit.spi.CacheListener;
import dev.cachekit.spi.FlightListener;
import dev.cachekit.spi.KeyListener;
import dev.cachekit.spi.LimitListener;
import dev.cachekit.spi.Listener;
import dev.cachekit.spi.LockListener;
import dev.cachekit.spi.TopicEvents;
import java.util.ArrayList;
import java.util.List;

/**
 * Everybody who is told what happens, by feature. Safe for use by many threads.
 *
 * @param caches hears of caches and of the store
 * @param flights hears of single flights
 * @param limits hears of rate limiters
 * @param locks hears of locks
 * @param topics hears of topics
 * @param keys hears of keys; {@link KeyListener#NONE} if nobody does
 */
public record Events(
        CacheListener caches,
        FlightListener flights,
        LimitListener limits,
        LockListener locks,
        TopicEvents topics,
        KeyListener keys) {

    /**
     * Tells the log and others.
     *
     * @param given the others
     * @return each feature's listeners as one
     */
    public static Events toldTo(List<? extends Listener> given) {
        List<Listener> all = new ArrayList<>(given);
        all.addAll(List.of(new LimitLog(), new FlightLog(), new FailureLog()));
        return new Events(
                new CacheListeners(of(CacheListener.class, all)),
                new FlightListeners(of(FlightListener.class, all)),
                new LimitListeners(of(LimitListener.class, all)),
                new LockListeners(of(LockListener.class, all)),
                new TopicListeners(of(TopicEvents.class, all)),
                KeyListeners.of(of(KeyListener.class, all)));
    }

    private static <L extends Listener> List<L> of(Class<L> kind, List<Listener> all) {
        return all.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
