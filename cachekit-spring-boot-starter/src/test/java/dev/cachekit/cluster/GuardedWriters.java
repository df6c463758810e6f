package dev.cachekit.cluster;

import dev.cachekit.BackendUnavailableException;
import dev.cachekit.DistributedLock;
import dev.cachekit.HeldLock;
import dev.cachekit.LockNotAcquiredException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Writers who hold a lock with a lease of two seconds, and may be stopped for longer at any place. Each counts its writes, those
 * that were refused, and the locks it lost; a loss of which it was not told counts by itself.
 */
final class GuardedWriters {

    static final Duration LEASE = Duration.ofSeconds(2);
    private static final Duration WAIT = Duration.ofSeconds(10);
    private static final long LONGEST_PAUSE_NANOS = 100_000_000;

    private final LockedAccounts accounts;
    private final DistributedLock lock;
    private final AtomicInteger written = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicInteger lost = new AtomicInteger();
    private final AtomicInteger untold = new AtomicInteger();

    GuardedWriters(LockedAccounts accounts, DistributedLock lock) {
        this.accounts = accounts;
        this.lock = lock.lease(LEASE);
    }

    /** Writes until that moment, while Redis comes and goes. */
    void writeUntil(long endNanos, int rows) {
        while (System.nanoTime() - endNanos < 0) {
            int row = ThreadLocalRandom.current().nextInt(rows);
            try (HeldLock held = lock.key(row).acquire(WAIT)) {
                writeUnder(held, row);
            } catch (BackendUnavailableException | LockNotAcquiredException without) {
                LockSupport.parkNanos(LONGEST_PAUSE_NANOS);
            }
        }
    }

    private void writeUnder(HeldLock held, int row) {
        CompletableFuture<Void> told = new CompletableFuture<>();
        held.onLost(() -> told.complete(null));
        long start = System.nanoTime();
        boolean done = increment(held, row);
        boolean overdue = System.nanoTime() - start > LEASE.toNanos();
        held.close();
        (done ? written : refused).incrementAndGet();
        if (!done || overdue) {
            lost.incrementAndGet();
            untold.addAndGet(isTold(told) ? 0 : 1);
        }
    }

    private boolean increment(HeldLock held, int row) {
        long fence = held.fencingToken();
        if (!accounts.claim(row, fence)) {
            return false;
        }
        long amount = accounts.amount(row);
        LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(LONGEST_PAUSE_NANOS));
        return accounts.write(row, amount + 1, fence);
    }

    private static boolean isTold(CompletableFuture<Void> told) {
        try {
            told.get(5, TimeUnit.SECONDS);
            return true;
        } catch (TimeoutException never) {
            return false;
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }

    @Override
    public String toString() {
        return written + " " + refused + " " + lost + " " + untold;
    }
}
