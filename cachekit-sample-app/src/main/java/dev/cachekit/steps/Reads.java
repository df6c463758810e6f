package dev.cachekit.steps;

import dev.cachekit.steps.app.Home;
import dev.cachekit.steps.app.Home.Line;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The reads of one load, with how long each took and whether it was told the truth. Safe for use by many threads. */
final class Reads {

    private final Home home;
    private final Queue<Long> nanos = new ConcurrentLinkedQueue<>();
    private final Queue<Boolean> checks = new ConcurrentLinkedQueue<>();

    Reads(Home home) {
        this.home = home;
    }

    Home home() {
        return home;
    }

    List<Line> page(long reader) {
        long start = System.nanoTime();
        List<Line> page = home.page(reader);
        nanos.add(System.nanoTime() - start);
        return page;
    }

    /** Notes whether an answer is as the last change has left the data. */
    void check(boolean fresh) {
        checks.add(fresh);
    }

    /** All of these readers read their pages, so many of them at the same time. */
    void pages(List<Long> readers, int threads) {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Callable<List<Line>>> tasks = new ArrayList<>();
            readers.forEach(reader -> tasks.add(() -> page(reader)));
            for (Future<List<Line>> read : pool.invokeAll(tasks)) {
                read.get();
            }
        } catch (InterruptedException | ExecutionException failed) {
            throw new IllegalStateException("A read has failed", failed);
        } finally {
            pool.shutdownNow();
        }
    }

    Duration p99() {
        List<Long> sorted = nanos.stream().sorted().toList();
        return Duration.ofNanos(sorted.get((int) Math.ceil(0.99 * sorted.size()) - 1));
    }

    boolean hasChecked() {
        return !checks.isEmpty();
    }

    int old() {
        return (int) checks.stream().filter(fresh -> !fresh).count();
    }
}
