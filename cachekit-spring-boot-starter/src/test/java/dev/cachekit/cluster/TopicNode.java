package dev.cachekit.cluster;

import dev.cachekit.Missed;
import dev.cachekit.SubscribeOptions;
import dev.cachekit.Topic;
import dev.cachekit.TopicSubscriber;
import dev.cachekit.engine.CacheKitBuilder;
import dev.cachekit.engine.CacheKitEngine;
import dev.cachekit.engine.SystemScheduler;
import dev.cachekit.redisson.RedissonBackend;
import dev.cachekit.redisson.client.ClientLimits;
import dev.cachekit.redisson.client.RedissonClients;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.redisson.api.RedissonClient;

/** A process that sends numbered messages by two threads, one of which does not wait, and checks the order of all it hears. */
final class TopicNode implements AutoCloseable {

    private static final int UNDER_WAY = 1_000;

    /** A message with its place in the order of its publisher. */
    record Numbered(String publisher, int number) {}

    /** On a busy machine, too, every message is to be sent: one that was not has no place in the order. */
    private static final ClientLimits PATIENT =
            new ClientLimits(Duration.ofSeconds(20), Duration.ofSeconds(5), 0, ClientLimits.DEFAULT.poolSize());

    private final SystemScheduler scheduler = new SystemScheduler();
    private final RedissonClient client;
    private final RedissonBackend backend;
    private final CacheKitEngine kit;
    private final Topic<Numbered> topic;
    private final String name;
    private final Map<String, Integer> last = new ConcurrentHashMap<>();
    private final AtomicInteger heard = new AtomicInteger();
    private final AtomicInteger outOfOrder = new AtomicInteger();
    private final AtomicInteger missed = new AtomicInteger();
    private int sent;

    private TopicNode(String url, String name) {
        this.name = name;
        client = RedissonClients.create(NodeSettings.of(url, PATIENT));
        backend = RedissonBackend.create(client, Node.APP, scheduler, Duration.ofSeconds(1));
        kit = new CacheKitBuilder()
                .app(Node.APP)
                .backend(backend)
                .scheduler(scheduler)
                .deadline(PATIENT.commandTimeout())
                .build();
        topic = kit.topic("numbers", Numbered.class);
        topic.subscribe(new Check(), SubscribeOptions.defaults());
    }

    private final class Check implements TopicSubscriber<Numbered> {
        @Override
        public void onMessage(String same, Numbered message) {
            Integer before = last.put(message.publisher(), message.number());
            if (message.number() != (before == null ? 0 : before + 1)) {
                outOfOrder.incrementAndGet();
            }
            heard.incrementAndGet();
        }

        @Override
        public void onMissed(Missed what) {
            missed.incrementAndGet();
        }
    }

    public static void main(String[] arguments) throws Exception {
        try (TopicNode node = new TopicNode(arguments[0], arguments[1]);
                BufferedReader commands =
                        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            answer("ready");
            for (String line = commands.readLine(); line != null; line = commands.readLine()) {
                answer(node.execute(line.split(" ")));
            }
        }
    }

    private static void answer(String line) {
        System.out.println(NodeProcess.ANSWER + line);
        System.out.flush();
    }

    private String execute(String[] words) throws IOException {
        return switch (words[0]) {
            case "publish" -> publish(Integer.parseInt(words[1]));
            case "heard" -> heard + " " + outOfOrder + " " + missed;
            default -> throw new IOException("no such command: " + words[0]);
        };
    }

    /** Answers how long it took, in milliseconds. */
    private String publish(int each) {
        long start = System.nanoTime();
        int from = sent;
        sent += each;
        CompletableFuture.allOf(
                        CompletableFuture.runAsync(() -> oneByOne(from, from + each)),
                        CompletableFuture.runAsync(() -> withoutWaiting(from, from + each)))
                .join();
        return String.valueOf(Duration.ofNanos(System.nanoTime() - start).toMillis());
    }

    private void oneByOne(int from, int to) {
        for (int i = from; i < to; i++) {
            topic.publish(new Numbered(name + "-waits", i));
        }
    }

    private void withoutWaiting(int from, int to) {
        Semaphore room = new Semaphore(UNDER_WAY);
        for (int i = from; i < to; i++) {
            room.acquireUninterruptibly();
            topic.async().publish(new Numbered(name + "-goes-on", i)).whenComplete((sent, failure) -> room.release());
        }
        room.acquireUninterruptibly(UNDER_WAY);
    }

    @Override
    public void close() {
        kit.close();
        backend.close();
        client.shutdown();
        scheduler.close();
    }
}
