package dev.cachekit.redisson;

import dev.cachekit.spi.LockKey;
import dev.cachekit.spi.LockRelease;
import dev.cachekit.spi.Scheduler;
import dev.cachekit.spi.Token;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Listens to the releases of all locks by one subscription, from the first listener on. */
final class LockReleases implements AutoCloseable {

    private final Subscriber subscriber;
    private final KeyNames names;
    private final Scheduler scheduler;
    private final List<Consumer<LockRelease>> listeners = new CopyOnWriteArrayList<>();
    private final AtomicBoolean started = new AtomicBoolean();
    private volatile @Nullable LastingSubscription subscription;

    LockReleases(Parts parts) {
        this.subscriber = parts.subscriber();
        this.names = parts.names();
        this.scheduler = parts.scheduler();
    }

    void add(Consumer<LockRelease> listener) {
        listeners.add(listener);
        if (started.compareAndSet(false, true)) {
            subscription =
                    LastingSubscription.begin(subscriber, names.lockReleases(), scheduler, this::receive, () -> {});
        }
    }

    private void receive(byte[] message) {
        String[] lines = new String(message, StandardCharsets.UTF_8).split("\n", -1);
        LockKey key = names.lockOf(lines[0]);
        if (key == null || Stream.of(lines).skip(1).anyMatch(line -> line.length() != Token.LENGTH)) {
            return; // of another program; a message is only a hint
        }
        LockRelease release =
                new LockRelease(key, Stream.of(lines).skip(1).map(Token::new).collect(Collectors.toSet()));
        listeners.forEach(listener -> listener.accept(release));
    }

    @Override
    public void close() {
        LastingSubscription current = subscription;
        if (current != null) {
            current.close();
        }
    }
}
