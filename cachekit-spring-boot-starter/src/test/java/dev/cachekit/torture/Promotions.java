package dev.cachekit.torture;

import dev.cachekit.torture.history.Event.Failover;
import dev.cachekit.torture.history.HistoryFile;
import java.time.Duration;
import java.util.HashSet;
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

    /**
     * Who has which role. A server that does not answer has none.
     *
     * @param primaries take writes
     * @param replicas do not
     */
    record Roles(Set<Object> primaries, Set<Object> replicas) {

        static final Roles UNKNOWN = new Roles(Set.of(), Set.of());
    }

    private final Supplier<Roles> roles;
    private final HistoryFile history;
    private final Thread watching;
    private volatile boolean closed;

    private Promotions(Supplier<Roles> roles, HistoryFile history) {
        this.roles = roles;
        this.history = history;
        this.watching = new Thread(this::watch, "promotions");
        watching.setDaemon(true);
    }

    /**
     * Begins to watch.
     *
     * @param roles tells who is what now; may throw
     */
    static Promotions watch(Supplier<Roles> roles, HistoryFile history) {
        Promotions promotions = new Promotions(roles, history);
        promotions.watching.start();
        return promotions;
    }

    /** A primary that was killed comes back as one for a moment; only one that was a replica meanwhile is new. */
    private void watch() {
        Set<Object> known = new HashSet<>(look().primaries());
        while (!closed) {
            Pause.of(BETWEEN_LOOKS);
            Roles now = look();
            known.removeAll(now.replicas());
            if (known.addAll(now.primaries())) {
                note(now.primaries());
            }
        }
    }

    private void note(Set<Object> now) {
        long at = System.nanoTime();
        System.out.println("torture: primaries are now " + now);
        history.add(new Failover(at - LONGEST_CUT.toNanos(), at + CLIENTS_FOLLOW.toNanos()));
    }

    private Roles look() {
        try {
            return roles.get();
        } catch (RuntimeException unreachable) {
            return Roles.UNKNOWN;
        }
    }

    @Override
    public void close() {
        closed = true;
    }
}
