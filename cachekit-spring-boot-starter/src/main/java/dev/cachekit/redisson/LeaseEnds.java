package dev.cachekit.redisson;

import dev.cachekit.spi.LeaseEnd;
import dev.cachekit.spi.Scheduler;
import dev.cachekit.spi.Token;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Listens to the ends of leases, from the first listener on. */
final class LeaseEnds implements AutoCloseable {

    private final Subscriber subscriber;
    private final RedisChannel channel;
    private final Scheduler scheduler;
    private final List<Consumer<LeaseEnd>> listeners = new CopyOnWriteArrayList<>();
    private final AtomicBoolean started = new AtomicBoolean();
    private volatile @Nullable LastingSubscription subscription;

    LeaseEnds(Parts parts) {
        this.subscriber = parts.subscriber();
        this.channel = parts.names().leaseEnds();
        this.scheduler = parts.scheduler();
    }

    void add(Consumer<LeaseEnd> listener) {
        listeners.add(listener);
        if (started.compareAndSet(false, true)) {
            subscription = LastingSubscription.begin(subscriber, channel, scheduler, this::receive, () -> {});
        }
    }

    private void receive(byte[] message) {
        String text = new String(message, StandardCharsets.ISO_8859_1);
        if (text.length() != 2 + Token.LENGTH) {
            return; // of another format, or another program; a message is only a hint
        }
        LeaseEnd leaseEnd = new LeaseEnd(new Token(text.substring(2)), reason(text.charAt(0)));
        listeners.forEach(listener -> listener.accept(leaseEnd));
    }

    private static LeaseEnd.Reason reason(char mark) {
        return switch (mark) {
            case 'F' -> LeaseEnd.Reason.FILLED;
            case 'R' -> LeaseEnd.Reason.RELEASED;
            default -> LeaseEnd.Reason.REVOKED;
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
