package dev.cachekit.benchmarks.peers;

import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/** Something that a thread of its own does meanwhile. */
final class Background {

    private static final long PATIENCE_SECONDS = 60;

    private Background() {}

    /** Work that may fail. */
    interface Work {
        void run() throws Exception;
    }

    static Future<?> start(String name, Work work) {
        return start(name, () -> {
            work.run();
            return name;
        });
    }

    static <T> Future<T> start(String name, Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
        return task;
    }

    static <T> T await(Future<T> work) throws Exception {
        return work.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
}
