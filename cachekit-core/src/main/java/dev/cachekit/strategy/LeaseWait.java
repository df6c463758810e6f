package dev.cachekit.strategy;

import dev.cachekit.call.Stages;
import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.LeaseEnd.Reason;
import dev.cachekit.spi.Lookup;
import dev.cachekit.spi.Scheduler.Timer;
import dev.cachekit.spi.Token;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The wait of one process for the end of one lease. A message ends it, with one look at the store for all waiting
 * callers; in case the message is lost it also looks by itself now and then.
 */
final class LeaseWait {

    /** How the wait ended. */
    sealed interface End {

        /** The value is there; it was seen at a time of the scheduler. */
        record Filled(Lookup.Hit hit, long seenNanos) implements End {}

        /** The load failed or was vetoed: each process now loads once, not one after the other. */
        record Released() implements End {}

        /** The lease is gone: its holder died, or an invalidation took it. Ask for it anew. */
        record Gone() implements End {}
    }

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);
    private static final Duration AFTER_EXPIRY = Duration.ofMillis(5);

    private final EntryKey key;
    private final Token holder;
    private final CachePorts ports;
    private final CompletableFuture<End> outcome = new CompletableFuture<>();
    private final AtomicInteger requestedLooks = new AtomicInteger();
    private final AtomicReference<@Nullable Flight<?>> successor = new AtomicReference<>();

    LeaseWait(EntryKey key, Token holder, CachePorts ports) {
        this.key = key;
        this.holder = holder;
        this.ports = ports;
    }

    CompletableFuture<End> outcome() {
        return outcome;
    }

    /** Looks now and then, and when the lease ends unless it is extended: then its holder has died. */
    void begin(Duration remaining) {
        lookAgainAndAgain();
        Timer expiry = ports.scheduler().after(remaining.plus(AFTER_EXPIRY), this::look);
        outcome.whenComplete((end, failure) -> expiry.cancel());
    }

    void wake(Reason reason) {
        if (reason == Reason.RELEASED) {
            outcome.complete(new End.Released());
        } else {
            look();
        }
    }

    /** Returns the flight that loads once for all who waited here: the given one for the first who asks. */
    @SuppressWarnings("unchecked") // a lease belongs to one key, hence to one type
    <T extends @Nullable Object> Flight<T> successor(Flight<T> mine) {
        Flight<?> first = successor.compareAndExchange(null, mine);
        return first == null ? mine : (Flight<T>) first;
    }

    private void lookAgainAndAgain() {
        ports.scheduler().after(BETWEEN_LOOKS, () -> {
            look();
            if (!outcome.isDone()) {
                lookAgainAndAgain();
            }
        });
    }

    private void look() {
        if (!outcome.isDone() && requestedLooks.getAndIncrement() == 0) {
            // a look that gets no answer must not keep later ones from being sent
            Stages.begun(() -> ports.entries().find(key))
                    .toCompletableFuture()
                    .copy()
                    .orTimeout(Stages.saturatedNanos(ports.deadline()), TimeUnit.NANOSECONDS)
                    .whenComplete((found, failure) -> looked(found));
        }
    }

    private void looked(@Nullable Lookup found) {
        seen(found);
        // a message that came meanwhile may be newer than what was seen
        if (requestedLooks.getAndSet(0) > 1) {
            look();
        }
    }

    /** A load that replaces a value stands in the header of that value. */
    private boolean isUnderWay(@Nullable Lookup found) {
        return found instanceof Lookup.Loading loading && loading.holder().equals(holder)
                || found instanceof Lookup.Hit hit
                        && holder.equals(hit.freshness().reloader());
    }

    /** Without an answer the wait is over, too: the callers will find out what the store is able to do. */
    private void seen(@Nullable Lookup found) {
        if (isUnderWay(found)) {
            return;
        }
        outcome.complete(
                found instanceof Lookup.Hit hit && !hit.freshness().isStale()
                        ? new End.Filled(hit, ports.scheduler().nanoTime())
                        : new End.Gone());
    }
}
