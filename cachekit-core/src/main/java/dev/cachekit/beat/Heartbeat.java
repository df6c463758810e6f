package dev.cachekit.beat;

import dev.cachekit.BackendUnavailableException;
import dev.cachekit.spi.Backplane;
import dev.cachekit.spi.Beat;
import dev.cachekit.spi.Lane;
import dev.cachekit.spi.Scheduler;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends a beat every second and tells the listeners what became of it: answered, or silence. Never blocks. Safe for use
 * by many threads.
 *
 * <p>A beat that has no answer when the next is due counts as silence; an answer that comes still later is dropped. So
 * each beat is told exactly once, and beats are told in their order unless a listener takes longer than a second.
 *
 * <p>It also notices that the process, or the whole machine, stood still without its monotonic clock noticing.
 */
public final class Heartbeat implements AutoCloseable {

    /** The time from one beat to the next. */
    public static final Duration INTERVAL = Duration.ofSeconds(1);

    private static final Logger log = LoggerFactory.getLogger(Heartbeat.class);

    private final Backplane backplane;
    private final Scheduler scheduler;
    private final ClockJump clockJump;
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private final AtomicBoolean started = new AtomicBoolean();
    private volatile boolean closed;
    private volatile @Nullable Round latest;

    /** One beat; the first to conclude it tells what became of it. */
    private record Round(long sentNanos, AtomicBoolean concluded) {

        boolean conclude() {
            return concluded.compareAndSet(false, true);
        }
    }

    /** Is told what became of the beats, on threads of the store or of the timer; must return soon. */
    public interface Listener {

        /**
         * A beat was answered.
         *
         * @param sentNanos when it was sent, by {@link Scheduler#nanoTime()}: the answer is at least as new as that
         * @param answers what the primaries said; a lane is missing if its primary did not answer
         */
        void onBeat(long sentNanos, Map<Lane, Beat> answers);

        /**
         * A beat was answered by no primary at all.
         *
         * @param sentNanos when it was sent
         * @param failure why, a {@link BackendUnavailableException} if there was no answer in time
         */
        void onSilence(long sentNanos, Throwable failure);

        /** The machine stood still, or its wall clock was set: the monotonic clock did not count that time. */
        default void onClockJump() {}
    }

    /**
     * Makes a heart that does not beat yet.
     *
     * @param backplane answers the beats
     * @param scheduler clock and timer
     */
    public Heartbeat(Backplane backplane, Scheduler scheduler) {
        this.backplane = backplane;
        this.scheduler = scheduler;
        this.clockJump = new ClockJump(scheduler);
    }

    /**
     * Adds a listener, before or after the start.
     *
     * @param listener is told of all beats sent from now on
     */
    public void addListener(Listener listener) {
        listeners.add(listener);
    }

    /** Sends the first beat at once and goes on until it is closed. Has no effect the second time. */
    public void start() {
        if (started.compareAndSet(false, true)) {
            beat();
        }
    }

    /** Sends no more beats. Listeners may still be told of the one under way. Idempotent. */
    @Override
    public void close() {
        closed = true;
    }

    private void beat() {
        if (closed) {
            return;
        }
        try {
            tellWhatHappened();
        } finally {
            scheduler.after(INTERVAL, (Scheduler.Repeated) this::beat);
        }
        Round round = new Round(scheduler.nanoTime(), new AtomicBoolean());
        latest = round;
        send().whenComplete((answers, failure) -> {
            if (round.conclude()) {
                answered(round, answers, failure);
            }
        });
    }

    private void tellWhatHappened() {
        Round unanswered = latest;
        if (unanswered != null && unanswered.conclude()) {
            tellSilence(unanswered, new BackendUnavailableException("no answer to a beat within " + INTERVAL, null));
        }
        // before the beat is sent: what was true before the standstill must be gone when the answer renews trust
        if (clockJump.happened()) {
            tell(Listener::onClockJump);
        }
    }

    private CompletionStage<Map<Lane, Beat>> send() {
        try {
            return backplane.beat();
        } catch (Throwable failure) { // a beat that cannot be sent is silence, whatever kept it
            return CompletableFuture.failedFuture(failure);
        }
    }

    private void answered(Round round, @Nullable Map<Lane, Beat> answers, @Nullable Throwable failure) {
        if (failure != null) {
            tellSilence(round, bare(failure));
        } else if (answers != null) {
            tell(listener -> listener.onBeat(round.sentNanos(), answers));
        }
    }

    private void tellSilence(Round round, Throwable failure) {
        tell(listener -> listener.onSilence(round.sentNanos(), failure));
    }

    private void tell(Consumer<Listener> event) {
        for (Listener listener : listeners) {
            try {
                event.accept(listener);
            } catch (Throwable failure) { // an Error of one listener must not end the beats of all
                log.warn("A listener of the heartbeat failed; please report it", failure);
            }
        }
    }

    private static Throwable bare(Throwable failure) {
        Throwable cause = failure.getCause();
        return failure instanceof CompletionException && cause != null ? cause : failure;
    }
}
