package dev.cachekit.torture.node;

import dev.cachekit.torture.history.Event.Begun;
import dev.cachekit.torture.history.Event.Broken;
import dev.cachekit.torture.history.Event.Change;
import dev.cachekit.torture.history.Event.Read;
import dev.cachekit.torture.history.HistoryFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/** Threads that read and write random rows of random services, until they are told to rest. */
final class Workload {

    private static final int READERS = 4;
    private static final int WRITERS = 2;
    private static final int WRITE_PAUSE_FACTOR = 12;

    private final List<Service> services;
    private final HistoryFile history;
    private final int pauseMicros;
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean working;

    Workload(List<Service> services, HistoryFile history, int pauseMicros) {
        this.services = services;
        this.history = history;
        this.pauseMicros = pauseMicros;
    }

    void begin(long seed) {
        working = true;
        for (int i = 0; i < READERS; i++) {
            start("reader", new Random(seed + i), pauseMicros, this::read);
        }
        for (int i = 0; i < WRITERS; i++) {
            start("writer", new Random(~seed - i), pauseMicros * WRITE_PAUSE_FACTOR, this::write);
        }
    }

    /** Returns when the last call has ended. */
    void rest() throws InterruptedException {
        working = false;
        for (Thread thread : threads) {
            thread.join();
        }
        threads.clear();
    }

    /** Reads each row that is often used, of each service. */
    void sweep() {
        for (Service service : services) {
            for (int key = 0; key < Keys.HOT; key++) {
                read(service, key);
            }
        }
    }

    /** What a thread does with a row. */
    private interface Step {
        void take(Service service, int key);
    }

    private void start(String name, Random random, int micros, Step step) {
        Keys keys = new Keys(random);
        Thread thread = new Thread(
                () -> {
                    while (working) {
                        step.take(services.get(random.nextInt(services.size())), keys.next());
                        LockSupport.parkNanos(random.nextInt(2 * micros) * 1_000L);
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
        threads.add(thread);
    }

    private void read(Service service, int key) {
        String row = Rows.row(service.cache(), key);
        Call call = Call.begin();
        try {
            Stored found = service.read(key);
            if (!found.row().equals(row)) {
                throw new IllegalStateException("asked for " + row + " and got " + found.row());
            }
            history.add(new Read(row, call.asked(), System.nanoTime(), found.version(), call.hasLoaded()));
        } catch (RuntimeException broken) {
            broken.printStackTrace();
            history.add(new Broken(row, broken.getClass().getName(), System.nanoTime()));
        }
    }

    private void write(Service service, int key) {
        String row = Rows.row(service.cache(), key);
        Call call = Call.begin();
        history.add(new Begun(row, service.scope(), call.asked()));
        try {
            service.write(key);
        } catch (RuntimeException refused) {
            System.err.println("write of " + row + " failed: " + refused);
        }
        history.add(new Change(
                row, service.scope(), call.version(), call.asked(), System.nanoTime(), call.hasReachedStore()));
    }
}
