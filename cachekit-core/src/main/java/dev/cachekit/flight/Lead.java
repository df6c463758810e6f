package dev.cachekit.flight;

import dev.cachekit.call.Stages;
import dev.cachekit.spi.FlightEnd;
import dev.cachekit.spi.FlightKey;
import dev.cachekit.spi.FlightLease;
import dev.cachekit.spi.FlightNews;
import dev.cachekit.spi.FlightStore;
import dev.cachekit.spi.Scheduler.Timer;
import dev.cachekit.spi.Token;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The lead of one flight, from its grant to its end. It is extended every third of the lease, for ten minutes at most: a call
 * that hangs for longer must not keep others waiting.
 */
final class Lead {

    private static final Duration LONGEST_CALL = Duration.ofMinutes(10);

    private final FlightNetwork network;
    private final FlightKey key;
    private final Token flight;
    private final Token leader;
    private final Report report;
    private final long endNanos;
    private final Consumer<FlightNews> hearing = news -> unwanted();

    /** What cancels the call, once nobody of this process wants its outcome. */
    private final AtomicReference<@Nullable Runnable> cancel = new AtomicReference<>();

    private volatile boolean wanted = true;
    private volatile boolean lost;
    private volatile boolean stopped;
    private volatile @Nullable Timer timer;

    Lead(FlightNetwork network, FlightKey key, Token flight, Token leader, Report report) {
        this.network = network;
        this.key = key;
        this.flight = flight;
        this.leader = leader;
        this.report = report;
        this.endNanos = network.clock().nanoTime() + LONGEST_CALL.toNanos();
    }

    void begin() {
        network.listen(leader, hearing);
        schedule();
        if (stopped) { // it was given up meanwhile, and found nothing to stop
            stop();
        }
    }

    /** Gives it up, for the first who asks. */
    void abandon() {
        stop();
        send("abandon", store -> store.abandon(key, leader));
    }

    /** Leads on for others only; cancels the call when there are none. */
    void leave(Runnable cancelling) {
        cancel.set(cancelling);
        wanted = false;
        if (lost) {
            unwanted();
        } else {
            send("leave", store -> store.leave(key, leader)).thenAccept(over -> {
                if (Boolean.TRUE.equals(over)) {
                    unwanted();
                }
            });
        }
    }

    /** Ends the flight unless somebody waits for its outcome; tells whether. Never fails. */
    CompletionStage<Boolean> finish() {
        CompletionStage<FlightEnd> ended = lost
                ? CompletableFuture.completedFuture(FlightEnd.LOST)
                : send("finish", store -> store.finish(key, flight, leader, null));
        return ended.handle((end, failure) -> {
            boolean awaited = end == FlightEnd.AWAITED;
            if (!awaited) {
                stop();
            }
            return awaited;
        });
    }

    /** Ends the flight with its outcome. Never fails. */
    CompletionStage<Void> tell(ByteBuffer outcome) {
        return send("finish", store -> store.finish(key, flight, leader, outcome))
                .handle((end, failure) -> {
                    stop();
                    return null;
                });
    }

    private void schedule() {
        if (!stopped && network.clock().nanoTime() - endNanos < 0) {
            timer = network.clock().after(ClusterMembership.LEASE.dividedBy(3), this::extend);
        }
    }

    private void extend() {
        if (stopped) {
            return;
        }
        schedule(); // first, so that a request without an answer does not end it
        send("extend", store -> store.extend(key, leader, wanted, ClusterMembership.LEASE))
                .thenAccept(this::extended);
    }

    private void extended(FlightLease lease) {
        if (lease == FlightLease.KEPT) {
            return;
        }
        stop();
        lost = true;
        unwanted();
    }

    /** Nobody else wants the outcome, or another process makes the call for them. */
    private void unwanted() {
        Runnable cancelling = cancel.getAndSet(null);
        if (cancelling != null) {
            stop();
            report.cancelled();
            cancelling.run();
        }
    }

    private void stop() {
        stopped = true;
        network.unlisten(leader, hearing);
        Timer pending = timer;
        if (pending != null) {
            pending.cancel();
        }
    }

    private <T> CompletionStage<T> send(String operation, Function<FlightStore, CompletionStage<T>> request) {
        return network.send(key, request).whenComplete((answer, failure) -> {
            if (failure != null) {
                report.storeFailed(operation, Stages.cause(failure));
            }
        });
    }
}
