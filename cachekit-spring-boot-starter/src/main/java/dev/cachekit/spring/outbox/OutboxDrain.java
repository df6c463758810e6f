package dev.cachekit.spring.outbox;

import dev.cachekit.call.Caller;
import dev.cachekit.engine.CacheKitEngine;
import dev.cachekit.recovery.Removal;
import dev.cachekit.spi.CacheSpace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Looks at the table again and again. A row that is still there at the second look has lost its writer, or Redis was away:
 * the removal is done here. Doing it twice, on several nodes, is harmless.
 */
final class OutboxDrain implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(OutboxDrain.class);
    private static final Duration LONGEST_REMOVAL = Duration.ofSeconds(5);

    private final Outbox outbox;
    private final OutboxTable table;
    private final CacheKitEngine engine;
    private final Duration interval;
    private Set<String> seen = Set.of();

    /** Rows that were warned about. */
    private final Set<String> unusable = new HashSet<>();

    private volatile @Nullable ScheduledExecutorService thread;

    OutboxDrain(Outbox outbox, OutboxTable table, CacheKitEngine engine, Duration interval) {
        this.outbox = outbox;
        this.table = table;
        this.engine = engine;
        this.interval = interval;
    }

    @Override
    public void start() {
        ScheduledExecutorService started = Executors.newSingleThreadScheduledExecutor(OutboxDrain::daemon);
        started.scheduleWithFixedDelay(this::lookSafely, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
        thread = started;
    }

    /** Rows that were done are deleted before the database goes away. */
    @Override
    public void stop() {
        ScheduledExecutorService running = thread;
        thread = null;
        if (running != null) {
            running.shutdownNow();
            forgetSafely();
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    private void lookSafely() {
        try {
            look();
        } catch (RuntimeException failure) { // the database may be away; the next look finds the same rows
            log.warn("the outbox of cache removals was not read: {}", failure.toString());
        }
    }

    private void forgetSafely() {
        try {
            outbox.forget();
        } catch (RuntimeException failure) { // what stays is done once more, by whoever looks next
            log.debug("done removals stay in the outbox", failure);
        }
    }

    /** One look at all rows: those that cannot be removed now must not stand in the way of those behind them. */
    void look() {
        outbox.forget();
        Set<String> left = new HashSet<>();
        Map<Removal, Boolean> tried = new HashMap<>();
        List<OutboxRow> page = table.read();
        while (!page.isEmpty() && !Thread.currentThread().isInterrupted()) {
            work(page, left, tried);
            page = table.readAfter(page.get(page.size() - 1));
        }
        seen = left;
        unusable.retainAll(left);
    }

    /** Rows of writers that are still at work are left to them. Rows that mean the same are done together. */
    private void work(List<OutboxRow> page, Set<String> left, Map<Removal, Boolean> tried) {
        List<String> finished = new ArrayList<>();
        for (OutboxRow row : page) {
            if (seen.contains(row.id()) && removeSafely(row, tried)) {
                finished.add(row.id());
            } else {
                left.add(row.id());
            }
        }
        if (!finished.isEmpty()) {
            table.remove(finished);
        }
    }

    /** A row that this application can make nothing of must not stand in the way of the others. It says so once. */
    private boolean removeSafely(OutboxRow row, Map<Removal, Boolean> tried) {
        try {
            CacheSpace space = engine.regions().spaceElsewhere(row.cache(), row.prefix());
            return tried.computeIfAbsent(row.removal(space), removal -> remove(space, removal));
        } catch (RuntimeException failure) {
            if (unusable.add(row.id())) {
                log.warn(
                        "row {} of the outbox, for the cache {}, cannot be used and stays: {}; delete it",
                        row.id(),
                        row.cache(),
                        failure.toString());
            }
            return false;
        }
    }

    private boolean remove(CacheSpace space, Removal removal) {
        try {
            return engine.strategies()
                    .invalidator()
                    .removeNow(space, removal, Caller.BLOCKING)
                    .toCompletableFuture()
                    .get(LONGEST_REMOVAL.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException | TimeoutException failure) {
            return false;
        }
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "cachekit-outbox");
        thread.setDaemon(true);
        return thread;
    }
}
