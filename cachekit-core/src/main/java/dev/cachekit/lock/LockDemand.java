package dev.cachekit.lock;

import dev.cachekit.annotation.LockMode;
import dev.cachekit.spi.LockKey;
import dev.cachekit.spi.LockRequest.Turn;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a caller wants to lock.
 *
 * @param name the lock's name, for messages and metrics
 * @param keys what is locked, each once, in the one order in which all callers lock; at least one
 * @param mode who else may hold it
 * @param maxWait how long to wait for all of them together; zero tries once
 * @param lease how long it is held at most; null to renew it until it is released
 * @param local whether and how it is locked within this process, too
 * @param above a number that its own exceeds or equals, as that of another lock under which the caller is already
 */
public record LockDemand(
        String name,
        List<LockKey> keys,
        LockMode mode,
        Duration maxWait,
        @Nullable Duration lease,
        Local local,
        long above) {

    /** What locking within this process is good for. */
    public enum Local {
        /** It is not done. */
        NONE,
        /** It keeps this one apart from those to whom it is enough. */
        TOO,
        /** It is enough while the store is away. */
        ENOUGH
    }

    /** How long a lock that is renewed survives its process, and an absence of the store. */
    public static final Duration RENEWED_LEASE = Duration.ofSeconds(10);

    private static final Comparator<LockKey> ORDER =
            Comparator.comparing(LockKey::lock).thenComparing(LockKey::text);

    /** Sorts the keys, and checks that there are some. */
    public LockDemand {
        keys = keys.stream().distinct().sorted(ORDER).toList();
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("lock '" + name + "': there must be a key to lock");
        }
    }

    /**
     * Makes a demand for one key, or for one per element.
     *
     * @param name the lock's name, for messages and metrics
     * @param keys what is locked
     * @param mode who else may hold it
     * @param maxWait how long to wait; zero tries once
     * @param lease how long it is held at most; null to renew it until it is released
     * @return a demand to the store alone
     */
    public static LockDemand of(
            String name, Collection<LockKey> keys, LockMode mode, Duration maxWait, @Nullable Duration lease) {
        return new LockDemand(name, List.copyOf(keys), mode, maxWait, lease, Local.NONE, 0);
    }

    /**
     * Returns the part of this demand that is left for a caller who holds the rest.
     *
     * @param rest the keys to take
     * @param fence the number of what it holds
     * @return a demand
     */
    public LockDemand forRest(Collection<LockKey> rest, long fence) {
        return new LockDemand(name, List.copyOf(rest), mode, maxWait, lease, local, fence);
    }

    /** Whether it is kept until it is released. */
    boolean isRenewed() {
        return lease == null;
    }

    /** Whether it is taken in more than one step. */
    boolean hasSeveralParts() {
        return keys.size() > 1 || local != Local.NONE;
    }

    boolean shared() {
        return mode == LockMode.READ;
    }

    Duration leaseOfRequest() {
        return lease == null ? RENEWED_LEASE : lease;
    }

    /** Readers and writers keep their order, so that neither starves the other. */
    Turn turn() {
        if (maxWait.isZero()) {
            return Turn.NONE;
        }
        return mode == LockMode.EXCLUSIVE ? Turn.ANY : Turn.QUEUED;
    }

    /** Whether the store keeps the order of all callers. Then several of this process ask at a time; else one does. */
    boolean ordersCallers() {
        return mode == LockMode.FAIR;
    }
}
