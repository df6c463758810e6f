package dev.cachekit.lock;

import dev.cachekit.call.Stages;
import dev.cachekit.spi.LockKey;
import dev.cachekit.spi.Token;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Ends one acquisition in the store, and tries again while the store does not answer: until then it might keep the lock from
 * others. Gives up when its lease must have ended. Safe for use by many threads.
 */
final class Farewell {

    /** What the store has said of an acquisition at its end. */
    enum Answer {
        /** It held the lock until now. */
        HELD,
        /** It did not hold the lock any more. */
        NOT_HELD,
        /** No answer came, or one that may be about an earlier request. */
        UNKNOWN
    }

    private static final Duration FIRST_DELAY = Duration.ofMillis(100);
    private static final Duration LONGEST_DELAY = Duration.ofSeconds(2);

    private final LockPorts ports;
    private final LockKey key;
    private final Token acquisition;
    private final long endNanos;

    Farewell(LockPorts ports, LockKey key, Token acquisition, Duration lease) {
        this.ports = ports;
        this.key = key;
        this.acquisition = acquisition;
        this.endNanos = ports.clock().nanoTime() + lease.toNanos();
    }

    /** Returns what the first request brings; later ones go on by themselves. Never fails. */
    CompletionStage<Answer> send() {
        CompletableFuture<Answer> first = new CompletableFuture<>();
        request().whenComplete((held, failure) -> {
            if (held == null) {
                again(FIRST_DELAY);
            }
            first.complete(answer(held));
        });
        return first;
    }

    private static Answer answer(@Nullable Boolean held) {
        if (held == null) {
            return Answer.UNKNOWN;
        }
        return held ? Answer.HELD : Answer.NOT_HELD;
    }

    private CompletionStage<Boolean> request() {
        return Stages.begun(() ->
                ports.guard().send(key.lane(), () -> ports.store().release(key, acquisition)));
    }

    private void again(Duration delay) {
        if (ports.clock().nanoTime() - endNanos < 0) {
            Duration doubled = delay.multipliedBy(2);
            Duration next = doubled.compareTo(LONGEST_DELAY) < 0 ? doubled : LONGEST_DELAY;
            ports.clock()
                    .after(
                            delay,
                            () -> request().whenComplete((held, failure) -> {
                                if (failure != null) {
                                    again(next);
                                }
                            }));
        }
    }
}
