package dev.cachekit.test.store;

import dev.cachekit.spi.Backplane;
import dev.cachekit.spi.Beat;
import dev.cachekit.spi.Lane;
import dev.cachekit.spi.LaneMessage;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** Stands before the backplane. After an outage its listeners are told that something may be missing. */
final class FaultyBackplane implements Backplane {

    private final Condition condition;
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private final AtomicLong answered = new AtomicLong();
    private volatile Backplane backplane;

    FaultyBackplane(Backplane backplane, Condition condition) {
        this.backplane = backplane;
        this.condition = condition;
    }

    void moveTo(Backplane another) {
        backplane = another;
        listeners.forEach(listener -> another.listen(lossy(listener)));
    }

    /** Returns how many beats have been answered. */
    long beats() {
        return answered.get();
    }

    void renewed() {
        listeners.forEach(Listener::onSubscribed);
    }

    @Override
    public void listen(Listener listener) {
        listeners.add(listener);
        backplane.listen(lossy(listener));
    }

    @Override
    public CompletionStage<Map<Lane, Beat>> beat() {
        return condition.send("beat", backplane::beat).thenApply(answer -> {
            answered.incrementAndGet();
            return answer;
        });
    }

    private Listener lossy(Listener listener) {
        return new Listener() {
            @Override
            public void onMessage(LaneMessage message) {
                if (condition.hears()) {
                    listener.onMessage(message);
                }
            }

            @Override
            public void onSubscribed() {
                if (condition.hears()) {
                    listener.onSubscribed();
                }
            }
        };
    }
}
