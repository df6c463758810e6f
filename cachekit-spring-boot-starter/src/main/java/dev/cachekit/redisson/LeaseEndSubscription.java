package dev.cachekit.redisson;

import dev.cachekit.spi.LeaseEnd;
import dev.cachekit.spi.Scheduler;
import dev.cachekit.spi.Token;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens to the ends of leases. Until the first subscription is in place it is tried again and again; afterwards the
 * client renews it whenever a connection is lost.
 */
final class LeaseEndSubscription implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LeaseEndSubscription.class);
    private static final Duration FIRST_DELAY = Duration.ofMillis(100);
    private static final Duration LONGEST_DELAY = Duration.ofSeconds(5);

    private final Subscriber subscriber;
    private final String channel;
    private final Scheduler scheduler;
    private final List<Consumer<LeaseEnd>> listeners = new CopyOnWriteArrayList<>();
    private final AtomicBoolean started = new AtomicBoolean();
    private volatile boolean closed;
    private volatile Runnable end = () -> {};

    LeaseEndSubscription(Subscriber subscriber, String channel, Scheduler scheduler) {
        this.subscriber = subscriber;
        this.channel = channel;
        this.scheduler = scheduler;
    }

    void add(Consumer<LeaseEnd> listener) {
        listeners.add(listener);
        if (started.compareAndSet(false, true)) {
            subscribe(FIRST_DELAY);
        }
    }

    private void subscribe(Duration delay) {
        if (!closed) {
            subscriber.subscribe(channel, this::receive).whenComplete((subscription, failure) -> {
                if (failure == null) {
                    inPlace(subscription::close);
                } else {
                    again(delay, failure);
                }
            });
        }
    }

    private void inPlace(Runnable closing) {
        end = closing;
        if (closed) {
            closing.run();
        }
    }

    private void again(Duration delay, Throwable failure) {
        if (!closed) {
            LOG.debug("subscription to {} failed, next try in {}", channel, delay, failure);
            Duration doubled = delay.multipliedBy(2);
            Duration next = doubled.compareTo(LONGEST_DELAY) < 0 ? doubled : LONGEST_DELAY;
            scheduler.after(delay, () -> subscribe(next));
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
        closed = true;
        end.run();
    }
}
