package dev.cachekit.cache;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells everybody each name once, whether they or the name came first. One who throws harms neither the others nor the one who
 * comes. Safe for use by many threads.
 */
final class Arrivals {

    private static final Logger log = LoggerFactory.getLogger(Arrivals.class);

    private final Lock lock = new ReentrantLock();
    private final Set<String> names = new LinkedHashSet<>(); // under the lock
    private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();

    void add(Consumer<String> listener) {
        lock.lock();
        try {
            listeners.add(listener);
            names.forEach(name -> tell(listener, name));
        } finally {
            lock.unlock();
        }
    }

    void arrived(String name) {
        lock.lock();
        try {
            if (names.add(name)) {
                listeners.forEach(listener -> tell(listener, name));
            }
        } finally {
            lock.unlock();
        }
    }

    private static void tell(Consumer<String> listener, String name) {
        try {
            listener.accept(name);
        } catch (Throwable failure) { // an Error, too, must not keep a cache from those who ask for it
            log.warn("A listener failed when it was told of cache {}", name, failure);
        }
    }
}
