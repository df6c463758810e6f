package dev.cachekit.contract;

import dev.cachekit.spi.Backplane;
import dev.cachekit.spi.Beat;
import dev.cachekit.spi.Lane;
import dev.cachekit.spi.LaneMessage;
import dev.cachekit.spi.LaneMessage.Removed;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * The lanes of a store without entries: a test raises their stamps itself. Messages are delivered on the thread that
 * raises, beats answered on the thread that beats.
 */
public final class LaneBoard implements Backplane {

    private final AtomicLongArray stamps = new AtomicLongArray(Lane.COUNT);
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private volatile String primary = "primary-1";

    /** Raises the stamp of a lane and says what was removed. */
    public LaneMessage raise(Lane lane, Removed removed) {
        long stamp = stamps.incrementAndGet(lane.number());
        LaneMessage message = new LaneMessage(lane, stamp - 1, stamp, removed);
        listeners.forEach(listener -> listener.onMessage(message));
        return message;
    }

    /** Lets another server answer for all lanes, with stamps of its own. */
    public void failOver(String newPrimary, long stampOfAllLanes) {
        primary = newPrimary;
        for (Lane lane : Lane.all()) {
            stamps.set(lane.number(), stampOfAllLanes);
        }
    }

    @Override
    public void listen(Listener listener) {
        listeners.add(listener);
        listener.onSubscribed();
    }

    @Override
    public CompletionStage<Map<Lane, Beat>> beat() {
        Map<Lane, Beat> answers = new HashMap<>();
        Lane.all().forEach(lane -> answers.put(lane, new Beat(stamps.get(lane.number()), primary)));
        return CompletableFuture.completedFuture(answers);
    }
}
