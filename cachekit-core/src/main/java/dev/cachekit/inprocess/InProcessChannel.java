package dev.cachekit.inprocess;

import dev.cachekit.BackendUnavailableException;
import dev.cachekit.Subscription;
import dev.cachekit.spi.Channel;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.function.Predicate;

/** Messages within this process. Every subscription has its own {@link Mailbox}. */
final class InProcessChannel implements Channel {

    private final List<Listening> all = new CopyOnWriteArrayList<>();
    private final Executor executor;
    private volatile boolean closed;

    InProcessChannel(Executor executor) {
        this.executor = executor;
    }

    private record Message(String topic, byte[] bytes) {}

    private record Listening(Predicate<String> topics, Mailbox<Message> mailbox) {}

    @Override
    public CompletionStage<Void> publish(String topic, byte[] message) {
        if (closed) {
            return CompletableFuture.failedFuture(refused("publish to", topic));
        }
        Message copy = new Message(topic, message.clone());
        for (Listening listening : all) {
            if (listening.topics().test(topic)) {
                listening.mailbox().post(copy);
            }
        }
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public Subscription subscribe(String topic, Receiver receiver) {
        return subscribe(topic, topic::equals, receiver);
    }

    @Override
    public Subscription subscribePattern(String glob, Receiver receiver) {
        return subscribe(glob, Glob.compile(glob).asMatchPredicate(), receiver);
    }

    private Subscription subscribe(String name, Predicate<String> topics, Receiver receiver) {
        if (closed) {
            throw refused("subscribe to", name);
        }
        Mailbox<Message> mailbox = new Mailbox<>(
                executor,
                message -> receiver.onMessage(message.topic(), message.bytes().clone()),
                receiver::onSubscribed);
        Listening listening = new Listening(topics, mailbox);
        all.add(listening);
        receiver.onSubscribed();
        return () -> {
            mailbox.close();
            all.remove(listening);
        };
    }

    void close() {
        closed = true;
        all.forEach(listening -> listening.mailbox().close());
        all.clear();
    }

    private static BackendUnavailableException refused(String operation, String topic) {
        return new BackendUnavailableException(
                "cannot " + operation + " topic '" + topic + "': the in-process backend is closed", null);
    }
}
