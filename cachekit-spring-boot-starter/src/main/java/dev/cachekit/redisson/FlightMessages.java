package dev.cachekit.redisson;

import dev.cachekit.spi.FlightNews;
import dev.cachekit.spi.Scheduler;
import dev.cachekit.spi.Token;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Hears what happens to flights, through one subscription for all of them, from the first listener on. */
final class FlightMessages implements AutoCloseable {

    private static final int HEAD = 1 + Token.LENGTH;

    private final Subscriber subscriber;
    private final RedisChannel channel;
    private final Scheduler scheduler;
    private final List<Consumer<FlightNews>> listeners = new CopyOnWriteArrayList<>();
    private final AtomicBoolean started = new AtomicBoolean();
    private volatile @Nullable LastingSubscription subscription;

    FlightMessages(Parts parts) {
        this.subscriber = parts.subscriber();
        this.channel = parts.names().flightNews();
        this.scheduler = parts.scheduler();
    }

    void add(Consumer<FlightNews> listener) {
        listeners.add(listener);
        if (started.compareAndSet(false, true)) {
            subscription = LastingSubscription.begin(subscriber, channel, scheduler, this::receive, () -> {});
        }
    }

    private void receive(byte[] message) {
        FlightNews news = read(message);
        if (news != null) {
            listeners.forEach(listener -> listener.accept(news));
        }
    }

    /** Null for what is of another format, or another program: a message is only a hint. */
    static @Nullable FlightNews read(byte[] message) {
        if (message.length < HEAD) {
            return null;
        }
        Token token = new Token(new String(message, 1, Token.LENGTH, StandardCharsets.ISO_8859_1));
        return switch (message[0]) {
            case 'E' ->
                new FlightNews.Ended(
                        token,
                        ByteBuffer.wrap(message, HEAD, message.length - HEAD).slice());
            case 'R' -> new FlightNews.Ended(token, null);
            case 'V' -> new FlightNews.Vacant(token);
            case 'U' -> new FlightNews.Unwanted(token);
            default -> null;
        };
    }

    @Override
    public void close() {
        LastingSubscription current = subscription;
        if (current != null) {
            current.close();
        }
    }
}
