package dev.cachekit.inprocess;

import dev.cachekit.BackendUnavailableException;
import dev.cachekit.Subscription;
import dev.cachekit.spi.Channel;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Messages within this process. Every subscription has its own {@link Mailbox}. */
final class InProcessChannel implements Channel {

    private final ConcurrentMap<String, List<Mailbox<byte[]>>> topics = new ConcurrentHashMap<>();
    private final Executor executor;
    private volatile boolean closed;

    InProcessChannel(Executor executor) {
        this.executor = executor;
    }

    @Override
    public CompletionStage<Void> publish(String topic, byte[] message) {
        if (closed) {
            return refused("publish to", topic);
        }
        byte[] copy = message.clone();
        topics.getOrDefault(topic, List.of()).forEach(mailbox -> mailbox.post(copy));
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<Subscription> subscribe(String topic, Consumer<byte[]> receiver) {
        if (closed) {
            return refused("subscribe to", topic);
        }
        Mailbox<byte[]> mailbox = new Mailbox<>(executor, message -> receiver.accept(message.clone()));
        topics.merge(topic, List.of(mailbox), InProcessChannel::joined);
        return CompletableFuture.completedFuture(() -> remove(topic, mailbox));
    }

    void close() {
        closed = true;
        topics.values().forEach(mailboxes -> mailboxes.forEach(Mailbox::close));
        topics.clear();
    }

    private void remove(String topic, Mailbox<byte[]> mailbox) {
        mailbox.close();
        topics.computeIfPresent(topic, (name, all) -> without(all, mailbox));
    }

    private static <T> List<T> joined(List<T> all, List<T> more) {
        return Stream.concat(all.stream(), more.stream()).toList();
    }

    private static <T> @Nullable List<T> without(List<T> all, T one) {
        List<T> left = all.stream().filter(other -> other != one).toList();
        return left.isEmpty() ? null : left;
    }

    private static <T> CompletionStage<T> refused(String operation, String topic) {
        return CompletableFuture.failedFuture(new BackendUnavailableException(
                "cannot " + operation + " topic '" + topic + "': the in-process backend is closed", null));
    }
}
