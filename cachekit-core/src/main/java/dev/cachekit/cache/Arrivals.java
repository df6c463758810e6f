package dev.cachekit.cache;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/** Tells everybody each name once, whether they or the name came first. Safe for use by many threads. */
final class Arrivals {

    private final Lock lock = new ReentrantLock();
    private final Set<String> names = new LinkedHashSet<>(); // under the lock
    private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();

    void add(Consumer<String> listener) {
        lock.lock();
        try {
            listeners.add(listener);
            names.forEach(listener);
        } finally {
            lock.unlock();
        }
    }

    void arrived(String name) {
        lock.lock();
        try {
            if (names.add(name)) {
                listeners.forEach(listener -> listener.accept(name));
            }
        } finally {
            lock.unlock();
        }
    }
}
