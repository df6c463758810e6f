package dev.cachekit.benchmarks.peers;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Lets threads pass while it is open, which it is at first, and holds them while it is closed. */
final class Gate {

    private static final long PATIENCE_SECONDS = 30;

    private final Semaphore arrivals = new Semaphore(0);
    private volatile CountDownLatch door = new CountDownLatch(0);

    void close() {
        door = new CountDownLatch(1);
    }

    void open() {
        door.countDown();
    }

    /** Called by a thread that comes by. */
    void pass() {
        CountDownLatch closed = door;
        if (closed.getCount() > 0) {
            arrivals.release();
            try {
                expect(closed.await(PATIENCE_SECONDS, TimeUnit.SECONDS), "the gate to open");
            } catch (InterruptedException interrupted) {
                throw new IllegalStateException(interrupted);
            }
        }
    }

    /** Waits until a thread stands at the closed gate. */
    void awaitArrival() throws InterruptedException {
        expect(arrivals.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS), "a thread to arrive");
    }

    private static void expect(boolean happened, String what) {
        if (!happened) {
            throw new IllegalStateException("waited in vain for " + what);
        }
    }
}
