package dev.cachekit.topic;

import dev.cachekit.Subscription;
import dev.cachekit.spi.Channel;
import dev.cachekit.spi.Scheduler;
import dev.cachekit.spi.TopicEvents;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** One subscriber on all its topics. In place once all of them are heard. Safe for use by many threads. */
final class Listening implements Subscription {

    private final TopicNames names;
    private final Inbox inbox;
    private final TopicEvents events;
    private final Scheduler clock;
    private final Consumer<Listening> onClose;
    private final AtomicInteger outstanding;
    private final CompletableFuture<Boolean> inPlace = new CompletableFuture<>();
    private final List<Subscription> parts = new CopyOnWriteArrayList<>();

    Listening(TopicNames names, Inbox inbox, TopicEvents events, Scheduler clock, Consumer<Listening> onClose) {
        this.names = names;
        this.inbox = inbox;
        this.events = events;
        this.clock = clock;
        this.onClose = onClose;
        this.outstanding = new AtomicInteger(names.all().size());
    }

    void begin(Channel channel) {
        for (int place = 0; place < names.all().size(); place++) {
            TopicName name = names.all().get(place);
            Ear ear = new Ear(place);
            parts.add(
                    name.isPattern()
                            ? channel.subscribePattern(name.glob(), ear)
                            : channel.subscribe(name.text(), ear));
        }
    }

    CompletionStage<Boolean> inPlace() {
        return inPlace.copy();
    }

    /** Nobody waits any more for this to be in place: what is sent until it is will be missed, and that is told then. */
    void waitedInVain() {
        inPlace.complete(false);
    }

    @Override
    public void close() {
        parts.forEach(Subscription::close);
        inbox.close();
        onClose.accept(this);
    }

    private void partIsInPlace() {
        if (outstanding.decrementAndGet() == 0 && !inPlace.complete(true)) {
            gap();
        }
    }

    private void gap() {
        events.onDisconnected(names.toString());
        inbox.gap();
    }

    /** Hears one of the names. */
    private final class Ear implements Channel.Receiver {

        private final int place;
        private final AtomicBoolean isInPlace = new AtomicBoolean();

        Ear(int place) {
            this.place = place;
        }

        @Override
        public void onMessage(String topic, byte[] message) {
            if (names.isFirstMatch(place, topic)) {
                int dropped = inbox.put(new Inbox.Item.Message(topic, message, clock.nanoTime()));
                if (dropped > 0) {
                    events.onDropped(names.toString(), dropped);
                }
            }
        }

        @Override
        public void onSubscribed() {
            if (isInPlace.compareAndSet(false, true)) {
                partIsInPlace();
            } else {
                gap();
            }
        }
    }
}
