package dev.cachekit.sample.demo;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;

/** The newest events that this node has heard of, newest first: at most {@link #MOST}. Safe for use by many threads. */
@Component
class RecentEvents {

    static final int MOST = 200;

    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<DemoEvent> events = new ArrayDeque<>();

    /** An event that is heard of twice counts once: who publishes one hears of it too. */
    void add(DemoEvent event) {
        lock.lock();
        try {
            if (events.stream().anyMatch(known -> known.id().equals(event.id()))) {
                return;
            }
            events.addFirst(event);
            if (events.size() > MOST) {
                events.removeLast();
            }
        } finally {
            lock.unlock();
        }
    }

    List<DemoEvent> newest(int limit, Predicate<DemoEvent> wanted) {
        lock.lock();
        try {
            return events.stream().filter(wanted).limit(limit).toList();
        } finally {
            lock.unlock();
        }
    }
}
