package dev.cachekit.benchmarks.peers;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** One row with a version, which is 1 at first. */
final class Database {

    static final long OLD = 1;
    static final long NEW = 2;

    private final AtomicLong version = new AtomicLong(OLD);
    private final AtomicInteger loads = new AtomicInteger();
    private final Gate reply = new Gate();

    /** Reads the version; what was read may wait at the gate before it is returned. */
    long load() {
        loads.incrementAndGet();
        long read = version.get();
        reply.pass();
        return read;
    }

    void commit() {
        version.set(NEW);
    }

    int loads() {
        return loads.get();
    }

    /** Stands behind the reading and before the returning. */
    Gate reply() {
        return reply;
    }
}
