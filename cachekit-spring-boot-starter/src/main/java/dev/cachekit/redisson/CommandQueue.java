package dev.cachekit.redisson;

import dev.cachekit.spi.Scheduler;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets a few requests at a time be on their way to one server. What comes on top of them waits, and goes together when the next
 * answer has come; what finds room goes at once. Lock-free; safe for use by many threads.
 *
 * <p>While many wait, one request at a time: to write a request and to wake the server costs more than what is in it. For the
 * same reason the answers of a shared request are handed out before the next one goes: whoever asks again at once goes with it.
 *
 * <p>Nobody waits behind silence: when a command has waited for {@link #PATIENCE}, what is on its way counts no more.
 *
 * @param <C> what waits
 */
final class CommandQueue<C> {

    static final Duration PATIENCE = Duration.ofMillis(100);

    /** So many commands in a request are a crowd. */
    static final int CROWD = 5;

    private final int atOnce;
    private final Scheduler clock;
    private final Supplier<Joint<C>> joints;
    private final Queue<Waiting<C>> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean watched = new AtomicBoolean();

    /** Whether the last request was for a crowd, and for all of it. */
    private volatile boolean crowded;

    /** Counts the requests on their way. Another counter takes its place when they are given up. */
    private volatile AtomicInteger underway = new AtomicInteger();

    CommandQueue(int atOnce, Scheduler clock, Supplier<Joint<C>> joints) {
        this.atOnce = atOnce;
        this.clock = clock;
        this.joints = joints;
    }

    /** Commands that go as one request. Used by one thread. */
    interface Joint<C> {

        /** Tells whether one more may come to those that are there already. */
        boolean hasRoomFor(C command);

        void add(C command);

        /**
         * Sends them. The stage never fails; it brings what hands out the answers, which must not take long: the next request
         * waits for it.
         */
        CompletionStage<Runnable> send();
    }

    private record Waiting<C>(C command, long sinceNanos) {}

    /** Sends a request at once; null, and nothing sent, if there is no room, or if others wait for it. */
    <T> @Nullable CompletionStage<T> sendNow(Supplier<CompletionStage<T>> request) {
        AtomicInteger place = waiting.isEmpty() ? take() : null;
        if (place == null) {
            return null;
        }
        crowded = false;
        // what cannot even be sent must not keep its place
        return begun(request).whenComplete((answer, failure) -> leave(place));
    }

    private void leave(AtomicInteger place) {
        place.decrementAndGet();
        admit();
    }

    /** Lets a command go with others. */
    void add(C command) {
        waiting.add(new Waiting<>(command, clock.nanoTime()));
        watch();
        admit();
    }

    /** Looks after those who wait, now and then, as long as there are any. */
    private void watch() {
        if (watched.compareAndSet(false, true)) {
            clock.after(PATIENCE, () -> {
                watched.set(false);
                Waiting<C> first = waiting.peek();
                if (first != null) {
                    giveUp(first);
                    watch();
                }
            });
        }
    }

    private void giveUp(Waiting<C> first) {
        if (clock.nanoTime() - first.sinceNanos() >= PATIENCE.toNanos()) {
            do {
                underway = new AtomicInteger();
                admit();
            } while (!waiting.isEmpty());
        }
    }

    /** Sends those who wait, as long as there is room. */
    private void admit() {
        while (!waiting.isEmpty()) {
            AtomicInteger place = take();
            if (place == null) {
                return;
            }
            sendNext(place);
        }
    }

    private @Nullable AtomicInteger take() {
        AtomicInteger places = underway;
        int now = places.get();
        while (now < (crowded ? 1 : atOnce)) {
            if (places.compareAndSet(now, now + 1)) {
                return places;
            }
            now = places.get();
        }
        return null;
    }

    private void sendNext(AtomicInteger place) {
        Joint<C> joint = joints.get();
        int number = 0;
        for (Waiting<C> one = waiting.peek(); one != null; one = waiting.peek()) {
            if (number > 0 && !joint.hasRoomFor(one.command())) {
                break;
            }
            if (waiting.remove(one)) {
                joint.add(one.command());
                number++;
            }
        }
        if (number > 0) {
            crowded = number >= CROWD && waiting.isEmpty();
            begun(joint::send).thenAccept(answers -> {
                try {
                    answers.run();
                } finally {
                    leave(place);
                }
            });
        } else { // others have sent them meanwhile
            place.decrementAndGet();
        }
    }

    /** What throws instead of answering has failed. */
    static <T> CompletionStage<T> begun(Supplier<CompletionStage<T>> request) {
        try {
            return request.get();
        } catch (Throwable failure) {
            return CompletableFuture.failedFuture(failure);
        }
    }

    @Override
    public String toString() {
        return underway + " requests underway, " + waiting.size() + " commands waiting";
    }
}
