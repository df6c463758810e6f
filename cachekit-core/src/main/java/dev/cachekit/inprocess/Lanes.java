package dev.cachekit.inprocess;

import dev.cachekit.spi.Backplane;
import dev.cachekit.spi.Beat;
import dev.cachekit.spi.Lane;
import dev.cachekit.spi.LaneMessage;
import dev.cachekit.spi.LaneMessage.Removed;
import dev.cachekit.spi.LaneStamps;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The stamps of the lanes, and the messages about their changes. Writes of one lane come one after the other, and each is
 * told to the listeners on the writing thread before the next begins: so messages keep the order of their stamps, none is
 * lost, and who has seen a write return knows that all have heard of it.
 */
final class Lanes implements Backplane {

    private static final Logger log = LoggerFactory.getLogger(Lanes.class);
    private static final String PRIMARY = "in-process";

    private final List<LaneTurn> turns;
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();

    Lanes() {
        this(ReentrantLock::new);
    }

    /** Makes lanes whose writes take turns by locks of another kind. */
    Lanes(Supplier<Lock> locks) {
        this.turns =
                Lane.all().stream().map(lane -> new LaneTurn(lane, locks.get())).toList();
    }

    /** Runs a write that is given the stamp from before it. If it acted, the stamp is raised and the rest is told. */
    <R> R write(Lane lane, Removed removed, LongFunction<Step<R>> write) {
        LaneTurn turn = turns.get(lane.number());
        turn.begin();
        try {
            Step<R> step = write.apply(turn.stamp());
            if (step.acted()) {
                tell(turn.raise(removed));
            }
            return step.reply();
        } finally {
            turn.end();
        }
    }

    /** Runs a change of all lanes while no write of any lane is under way, raises their stamps and tells of it. */
    void changeAll(Removed removed, Runnable change) {
        turns.forEach(LaneTurn::begin);
        try {
            change.run();
            turns.forEach(turn -> tell(turn.raise(removed)));
        } finally {
            turns.forEach(LaneTurn::end);
        }
    }

    LaneStamps read() {
        return new LaneStamps(turns.stream().mapToLong(LaneTurn::stamp).toArray());
    }

    @Override
    public void listen(Listener listener) {
        listeners.add(listener);
        listener.onSubscribed();
    }

    @Override
    public CompletionStage<Map<Lane, Beat>> beat() {
        LaneStamps stamps = read();
        Map<Lane, Beat> beats = new HashMap<>();
        Lane.all().forEach(lane -> beats.put(lane, new Beat(stamps.of(lane), PRIMARY)));
        return CompletableFuture.completedFuture(beats);
    }

    private void tell(LaneMessage message) {
        for (Listener listener : listeners) {
            try {
                listener.onMessage(message);
            } catch (RuntimeException e) {
                log.warn("in-process backend: a listener failed; the write it was told of has happened", e);
            }
        }
    }
}
