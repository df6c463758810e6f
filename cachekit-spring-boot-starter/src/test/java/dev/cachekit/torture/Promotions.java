package dev.cachekit.torture;

import dev.cachekit.torture.history.Event.Failover;
import dev.cachekit.torture.history.HistoryFile;
import java.time.Duration;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Watches who is primary, and writes a failover down whenever somebody new is. What the old one acknowledged may be lost:
 * all since the last moment before its replicas can have been cut off. Clients find the new one within their scan of the
 * topology.
 */
final class Promotions implements AutoCloseable {

    private static final Duration LONGEST_CUT = Duration.ofSeconds(10);
    private static final Duration CLIENTS_FOLLOW = Duration.ofSeconds(2);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

    private final Supplier<Set<Object>> primaries;
    private final HistoryFile history;
    private final Thread watching;
    private volatile boolean closed;

    private Promotions(Supplier<Set<Object>> primaries, HistoryFile history) {
        this.primaries = primaries;
        this.history = history;
        this.watching = new Thread(this::watch, "promotions");
        watching.setDaemon(true);
    }

    /**
     * Begins to watch.
     *
     * @param primaries tells who is primary now; may throw, and may leave out those that do not answer
     */
    static Promotions watch(Supplier<Set<Object>> primaries, HistoryFile history) {
        Promotions promotions = new Promotions(primaries, history);
        promotions.watching.start();
        return promotions;
    }

    private void watch() {
        Set<Object> known = look();
        while (!closed) {
            Pause.of(BETWEEN_LOOKS);
            Set<Object> now = look();
            if (!known.containsAll(now)) {
                note(now);
                known = now;
            }
        }
    }

    private void note(Set<Object> now) {
        long at = System.nanoTime();
        System.out.println("torture: primaries are now " + now);
        history.add(new Failover(at - LONGEST_CUT.toNanos(), at + CLIENTS_FOLLOW.toNanos()));
    }

    private Set<Object> look() {
        try {
            return primaries.get();
        } catch (RuntimeException unreachable) {
            return Set.of();
        }
    }

    @Override
    public void close() {
        closed = true;
    }
}
