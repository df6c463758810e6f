package dev.cachekit.contract;

import dev.cachekit.BackendUnavailableException;
import dev.cachekit.spi.Backplane;
import dev.cachekit.spi.Beat;
import dev.cachekit.spi.Lane;
import dev.cachekit.spi.LaneMessage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Puts everything that may befall messages and beats between a backplane and its listeners: loss, delay, another order,
 * a cut link. Safe for use by many threads.
 */
public final class LossyBackplane implements Backplane {

    /** What becomes of the messages. */
    public enum Messages {
        /** They arrive. */
        PASS,
        /** They are lost, and nobody is told. */
        DROP,
        /** They wait until they are delivered by hand. */
        HOLD
    }

    /** What becomes of the beats. */
    public enum Beats {
        /** They are answered. */
        PASS,
        /** They fail at once. */
        FAIL,
        /** They reach the store, but their answer does not come back. */
        MUTE,
        /** They are answered by the store, and the answer waits until it is delivered by hand. */
        HOLD
    }

    private final Backplane backplane;
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private final List<LaneMessage> held = Collections.synchronizedList(new ArrayList<>());
    private final List<Runnable> heldAnswers = Collections.synchronizedList(new ArrayList<>());
    private final AtomicReference<Messages> messages = new AtomicReference<>(Messages.PASS);
    private final AtomicReference<Beats> beats = new AtomicReference<>(Beats.PASS);

    /** Passes everything on until told otherwise. */
    public LossyBackplane(Backplane backplane) {
        this.backplane = backplane;
    }

    /** Decides what becomes of the messages from now on. */
    public void messages(Messages fate) {
        messages.set(fate);
    }

    /** Decides what becomes of the beats from now on. */
    public void beats(Beats fate) {
        beats.set(fate);
    }

    /** Loses messages, and the answers to beats, as a half-open link does. */
    public void cut() {
        messages(Messages.DROP);
        beats(Beats.MUTE);
    }

    /** Lets everything pass again; the client renews its subscription. */
    public void heal() {
        messages(Messages.PASS);
        beats(Beats.PASS);
        listeners.forEach(Listener::onSubscribed);
    }

    /** Delivers the held messages in their order. */
    public void deliver() {
        taken(held).forEach(this::tell);
    }

    /** Delivers the held messages, the last first. */
    public void deliverReversed() {
        List<LaneMessage> reversed = taken(held);
        Collections.reverse(reversed);
        reversed.forEach(this::tell);
    }

    /** Delivers the held answers to beats in their order. */
    public void answer() {
        taken(heldAnswers).forEach(Runnable::run);
    }

    @Override
    public void listen(Listener listener) {
        listeners.add(listener);
        backplane.listen(new Listener() {
            @Override
            public void onMessage(LaneMessage message) {
                if (messages.get() == Messages.PASS) {
                    listener.onMessage(message);
                } else if (messages.get() == Messages.HOLD && listeners.indexOf(listener) == 0) {
                    held.add(message);
                }
            }

            @Override
            public void onSubscribed() {
                listener.onSubscribed();
            }
        });
    }

    @Override
    public CompletionStage<Map<Lane, Beat>> beat() {
        if (beats.get() == Beats.FAIL) {
            return CompletableFuture.failedFuture(new BackendUnavailableException("test: no beat", null));
        }
        CompletionStage<Map<Lane, Beat>> answer = backplane.beat();
        if (beats.get() == Beats.PASS) {
            return answer;
        }
        CompletableFuture<Map<Lane, Beat>> later = new CompletableFuture<>();
        if (beats.get() == Beats.HOLD) {
            answer.thenAccept(answers -> heldAnswers.add(() -> later.complete(answers)));
        }
        return later;
    }

    private void tell(LaneMessage message) {
        listeners.forEach(listener -> listener.onMessage(message));
    }

    private static <T> List<T> taken(List<T> all) {
        List<T> copy = new ArrayList<>(all);
        all.removeAll(copy);
        return copy;
    }
}
