package dev.cachekit.redisson;

import dev.cachekit.spi.Backplane;
import dev.cachekit.spi.Beat;
import dev.cachekit.spi.Lane;
import dev.cachekit.spi.LaneMessage;
import dev.cachekit.spi.Scheduler;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Changes told through Redis's channels, beats by a script. The channels follow from what kind of servers there are, so
 * they are chosen when the first connection is in place.
 */
final class RedissonBackplane implements Backplane, AutoCloseable {

    private static final Duration RETRY = Duration.ofSeconds(1);

    private final Commands commands;
    private final Subscriber subscriber;
    private final ChangeChannels channels;
    private final String node;
    private final Beats beats;
    private final Scheduler scheduler;
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private final List<LastingSubscription> subscriptions = new CopyOnWriteArrayList<>();
    private final AtomicBoolean started = new AtomicBoolean();
    private volatile boolean subscribed;
    private volatile boolean closed;

    RedissonBackplane(Parts parts) {
        this.commands = parts.commands();
        this.subscriber = parts.subscriber();
        this.channels = parts.channels();
        this.node = parts.names().node();
        this.beats = new Beats(parts);
        this.scheduler = parts.scheduler();
    }

    @Override
    public void listen(Listener listener) {
        listeners.add(listener);
        if (started.compareAndSet(false, true)) {
            subscribe();
        } else if (subscribed) {
            listener.onSubscribed();
        }
    }

    private void subscribe() {
        commands.sendUnwatched("subscribe", () -> CompletableFuture.completedFuture(channels.all()))
                .whenComplete((names, failure) -> {
                    if (failure == null) {
                        names.forEach(this::subscribe);
                    } else if (!closed) {
                        scheduler.after(RETRY, this::subscribe);
                    }
                });
    }

    private void subscribe(RedisChannel channel) {
        subscriptions.add(LastingSubscription.begin(subscriber, channel, scheduler, this::receive, this::subscribed));
        if (closed) {
            close();
        }
    }

    private void subscribed() {
        subscribed = true;
        listeners.forEach(Listener::onSubscribed);
    }

    private void receive(byte[] bytes) {
        LaneMessage message = ChangeMessage.read(bytes, node);
        if (message != null) {
            listeners.forEach(listener -> listener.onMessage(message));
        }
    }

    @Override
    public CompletionStage<Map<Lane, Beat>> beat() {
        return beats.beat();
    }

    @Override
    public void close() {
        closed = true;
        subscriptions.forEach(LastingSubscription::close);
    }
}
