package dev.cachekit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.spi.Channel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Hears a channel, and waits up to ten seconds for what a test expects. */
public final class HeardMessages implements Channel.Receiver {

    private static final long LIMIT_SECONDS = 10;

    private final BlockingQueue<byte[]> messages = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> topics = new LinkedBlockingQueue<>();
    private final Semaphore subscribed = new Semaphore(0);

    /** Subscribes to a topic, and returns when that is in place. */
    public static HeardMessages of(Channel channel, String topic) {
        HeardMessages heard = new HeardMessages();
        channel.subscribe(topic, heard);
        return heard.awaitSubscribed();
    }

    /** Subscribes to all topics that match, and returns when that is in place. */
    public static HeardMessages ofPattern(Channel channel, String glob) {
        HeardMessages heard = new HeardMessages();
        channel.subscribePattern(glob, heard);
        return heard.awaitSubscribed();
    }

    @Override
    public void onMessage(String topic, byte[] message) {
        topics.add(topic);
        messages.add(message);
    }

    @Override
    public void onSubscribed() {
        subscribed.release();
    }

    /** Waits until this was told once more that the subscription is in place. */
    public HeardMessages awaitSubscribed() {
        try {
            assertThat(subscribed.tryAcquire(LIMIT_SECONDS, TimeUnit.SECONDS))
                    .as("subscribed within %d s", LIMIT_SECONDS)
                    .isTrue();
            return this;
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** Returns how often this was told that the subscription is in place, beyond what was waited for. */
    public int furtherSubscriptions() {
        return subscribed.availablePermits();
    }

    /** Returns the next message. */
    public byte[] nextBytes() {
        try {
            byte[] message = messages.poll(LIMIT_SECONDS, TimeUnit.SECONDS);
            assertThat(message).as("a message within %d s", LIMIT_SECONDS).isNotNull();
            return message;
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** Returns the next message as text. */
    public String next() {
        return new String(nextBytes(), StandardCharsets.UTF_8);
    }

    /** Returns the next messages as texts. */
    public List<String> take(int count) {
        return Stream.generate(this::next).limit(count).toList();
    }

    /** Returns the topics of all messages so far. */
    public List<String> topics() {
        return List.copyOf(topics);
    }

    /** Tells whether no message waits to be taken. */
    public boolean isEmpty() {
        return messages.isEmpty();
    }

    private static AssertionError interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new AssertionError("interrupted while waiting for a message", e);
    }
}
