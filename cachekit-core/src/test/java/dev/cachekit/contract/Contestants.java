package dev.cachekit.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Threads that start together. */
final class Contestants implements AutoCloseable {

    private static final long LIMIT_SECONDS = 30;

    private final ExecutorService threads = Executors.newCachedThreadPool();

    @SafeVarargs
    final <T> List<T> run(Callable<? extends T>... works) {
        return run(List.of(works));
    }

    /** Runs all at once and returns their results. */
    <T> List<T> run(List<? extends Callable<? extends T>> works) {
        CyclicBarrier start = new CyclicBarrier(works.size());
        List<Future<? extends T>> futures = new ArrayList<>();
        for (Callable<? extends T> work : works) {
            futures.add(threads.submit(() -> {
                start.await(LIMIT_SECONDS, TimeUnit.SECONDS);
                return work.call();
            }));
        }
        List<T> results = new ArrayList<>();
        futures.forEach(future -> results.add(resultOf(future)));
        return results;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    private static <T> T resultOf(Future<T> future) {
        try {
            return future.get(LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError("a contestant failed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for a contestant", e);
        }
    }
}
