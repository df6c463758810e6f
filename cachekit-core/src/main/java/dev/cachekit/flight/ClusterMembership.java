package dev.cachekit.flight;

import dev.cachekit.BackendUnavailableException;
import dev.cachekit.call.Stages;
import dev.cachekit.spi.FlightKey;
import dev.cachekit.spi.FlightNews;
import dev.cachekit.spi.FlightReply;
import dev.cachekit.spi.Scheduler.Timer;
import dev.cachekit.spi.Token;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The part of this process in a flight of the cluster: it asks the store, and asks again when it hears something, when the
 * leader's lease ends, and from time to time in case a message is lost. Without the store it goes on alone.
 */
final class ClusterMembership implements Membership {

    /** How long a leader or a waiter that has died keeps others waiting. */
    static final Duration LEASE = Duration.ofSeconds(3);

    private static final Duration FIRST_LOOK = Duration.ofMillis(50);
    private static final Duration LONGEST_LOOK = Duration.ofMillis(500);

    /** One failure may be a hiccup; a store that fails twice in a row is away. */
    private static final int FAILURES = 2;

    private enum Mode {
        ASKING,
        WAITING,
        LEADING,
        /** Nothing more is to be heard from the store. */
        DONE
    }

    private final FlightNetwork network;
    private final FlightKey key;
    private final Report report;
    private final Token member;
    private final AtomicReference<Mode> mode = new AtomicReference<>(Mode.ASKING);
    private final AtomicInteger failures = new AtomicInteger();
    private final Consumer<FlightNews> hearing = this::hear;
    private final AtomicReference<@Nullable Lead> lead = new AtomicReference<>();
    private volatile @Nullable LocalFlight flight;
    private volatile @Nullable Token followed;
    private volatile @Nullable Timer look;
    private volatile Duration pause = FIRST_LOOK;
    private volatile boolean heard;
    private volatile boolean left;

    ClusterMembership(FlightNetwork network, FlightKey key, Report report) {
        this.network = network;
        this.key = key;
        this.report = report;
        this.member = network.newMember();
    }

    @Override
    public void enter(LocalFlight flight) {
        this.flight = flight;
        ask();
    }

    @Override
    public CompletionStage<Optional<Token>> current() {
        return network.send(key, store -> store.current(key));
    }

    @Override
    public CompletionStage<Boolean> finish() {
        Lead current = lead.get();
        mode.set(Mode.DONE);
        return current == null ? CompletableFuture.completedFuture(false) : current.finish();
    }

    @Override
    public CompletionStage<Void> tell(ByteBuffer outcome) {
        Lead current = lead.get();
        return current == null ? CompletableFuture.completedFuture(null) : current.tell(outcome);
    }

    @Override
    public void leave(boolean leading, Runnable cancel) {
        left = true;
        Lead current = lead.get();
        if (current != null && leading) {
            current.leave(cancel);
        } else if (current != null) {
            mode.set(Mode.DONE);
            current.abandon();
        } else if (mode.compareAndSet(Mode.WAITING, Mode.DONE)) {
            unfollow();
            leaveAsWaiter();
        } else if (mode.get() == Mode.DONE) {
            cancel.run();
        }
    }

    @Override
    public void detach() {
        mode.set(Mode.DONE);
    }

    private void ask() {
        Token before = followed;
        heard = false;
        network.send(key, store -> store.enter(key, member, before, LEASE)).whenComplete((reply, failure) -> {
            if (failure == null) {
                answered(reply);
            } else {
                failed(failure);
            }
        });
    }

    private void answered(FlightReply reply) {
        failures.set(0);
        if (reply instanceof FlightReply.Lead granted) {
            lead(granted.flight());
        } else if (reply instanceof FlightReply.Ended ended) {
            unfollow();
            mode.set(Mode.DONE);
            flight().arrived(ended.outcome());
        } else if (reply instanceof FlightReply.Wait wait) {
            await(wait);
        }
    }

    private void lead(Token name) {
        unfollow();
        if (!name.equals(member)) {
            report.succeeds();
        }
        Lead granted = new Lead(network, key, name, member, report);
        lead.set(granted);
        mode.set(Mode.LEADING);
        if (left) {
            granted.abandon();
        } else {
            granted.begin();
            flight().lead();
        }
    }

    private void await(FlightReply.Wait wait) {
        follow(wait.flight());
        flight().elsewhere(wait.flight());
        mode.set(Mode.WAITING);
        if (left && mode.compareAndSet(Mode.WAITING, Mode.DONE)) {
            unfollow();
            leaveAsWaiter();
        } else if (heard) {
            lookAgain();
        } else {
            pause(wait.remaining());
        }
    }

    private void pause(Duration remaining) {
        Duration regular = pause;
        Duration doubled = regular.multipliedBy(2);
        pause = doubled.compareTo(LONGEST_LOOK) < 0 ? doubled : LONGEST_LOOK;
        // those who wait for a leader that has died should not all ask at once
        Duration jitter = Duration.ofMillis(ThreadLocalRandom.current().nextLong(1, FIRST_LOOK.toMillis()));
        Duration shorter = remaining.compareTo(regular) < 0 ? remaining : regular;
        look = network.clock().after(shorter.plus(jitter), this::lookAgain);
    }

    private void lookAgain() {
        if (mode.compareAndSet(Mode.WAITING, Mode.ASKING)) {
            stopLooking();
            ask();
        }
    }

    private void hear(FlightNews news) {
        heard = true;
        ByteBuffer outcome = news instanceof FlightNews.Ended ended ? ended.outcome() : null;
        if (outcome == null) {
            lookAgain();
        } else if (mode.compareAndSet(Mode.WAITING, Mode.DONE)) {
            unfollow();
            flight().arrived(outcome);
        }
    }

    private void failed(Throwable failure) {
        report.storeFailed("enter", Stages.cause(failure));
        boolean waiting = followed != null;
        if (waiting && failures.incrementAndGet() < FAILURES) {
            mode.set(Mode.WAITING);
            pause(LONGEST_LOOK);
            return;
        }
        unfollow();
        mode.set(Mode.DONE);
        if (!(Stages.cause(failure) instanceof BackendUnavailableException known) || known.wasSent()) {
            // the answer may have been lost, and others would wait for a leader that does not know that it is one
            network.send(key, store -> store.abandon(key, member));
        }
        if (!left) {
            flight().lead();
        }
    }

    private void follow(Token name) {
        if (!name.equals(followed)) {
            unfollow();
            followed = name;
            network.listen(name, hearing);
        }
    }

    private void unfollow() {
        stopLooking();
        Token name = followed;
        if (name != null) {
            network.unlisten(name, hearing);
        }
    }

    private void stopLooking() {
        Timer timer = look;
        if (timer != null) {
            timer.cancel();
        }
    }

    private void leaveAsWaiter() {
        network.send(key, store -> store.leave(key, member)).exceptionally(failure -> {
            report.storeFailed("leave", Stages.cause(failure));
            return true;
        });
    }

    private LocalFlight flight() {
        return Objects.requireNonNull(flight, "the flight has not begun");
    }
}
