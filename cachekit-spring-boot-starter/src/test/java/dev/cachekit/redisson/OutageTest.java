package dev.cachekit.redisson;

import static dev.cachekit.redisson.TestBackend.key;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.BackendUnavailableException;
import dev.cachekit.Subscription;
import dev.cachekit.contract.Answers;
import dev.cachekit.contract.Sample;
import dev.cachekit.redisson.client.RedisSettings;
import dev.cachekit.redisson.testing.RedisServer;
import dev.cachekit.spi.Entry;
import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.EntryStore;
import dev.cachekit.spi.LeaseEnd;
import dev.cachekit.spi.Token;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** The server hangs, dies, or was never there. */
class OutageTest {

    private static final EntryKey KEY = key("42");
    // The client's timer ticks every 100 ms, and the machine may be busy.
    private static final Duration SLACK = Duration.ofMillis(700);

    private static final int CROWD = 16;
    private static final int QUESTIONS = 1_000;

    private final RedisServer server = RedisServer.startLocal();
    private TestBackend backend = new TestBackend(server);
    private EntryStore store = backend.store();

    @BeforeEach
    void connect() {
        Answers.of(store.find(KEY));
    }

    @AfterEach
    void close() {
        backend.close();
        server.close();
    }

    private Stream<Supplier<CompletionStage<?>>> operations() {
        Entry entry = Sample.entry(Sample.token(), "1");
        Token token = entry.token();
        return Stream.of(
                () -> store.find(KEY),
                () -> store.findAll(List.of(KEY, key("43"))),
                () -> store.lease(KEY, Sample.request(token)),
                () -> store.fill(KEY, entry, Sample.LONG_TTL),
                () -> store.extend(KEY, token, Sample.LONG),
                () -> store.release(KEY, token),
                () -> store.invalidate(List.of(KEY)),
                () -> store.invalidate(List.of(key("1"), key("2"), key("3"), key("4"))),
                () -> store.invalidatePattern(TestBackend.SPACE, "*"),
                () -> store.clear(TestBackend.SPACE),
                () -> store.tagClock(TestBackend.SPACE),
                () -> store.invalidateTags(TestBackend.SPACE, List.of("red")),
                () -> store.release(KEY, token, Sample.SHORT),
                () -> backend.backend.backplane().beat(),
                () -> store.put(KEY, entry, Sample.LONG_TTL),
                () -> store.putIfAbsent(KEY, entry, Sample.LONG_TTL),
                () -> store.fence(KEY, token, Sample.LONG),
                () -> store.settle(KEY, Sample.settlement(entry)),
                () -> store.stamps(),
                () -> store.ttl(KEY),
                () -> store.expire(KEY, Sample.LONG_TTL),
                () -> backend.backend.channel().publish("news", new byte[1]));
    }

    private void assertAllFailInTime() {
        operations().forEach(operation -> assertFailsWithin(TestBackend.TIMEOUT.plus(SLACK), operation));
    }

    private static void assertFailsWithin(Duration limit, Supplier<CompletionStage<?>> operation) {
        long start = System.nanoTime();
        CompletionStage<?> stage = operation.get();
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .as("the call itself")
                .isLessThan(Duration.ofMillis(200));
        assertThat(stage)
                .failsWithin(limit)
                .withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(BackendUnavailableException.class);
    }

    private void assertWorksAgain() {
        Awaitility.await().ignoreExceptions().untilAsserted(() -> Answers.of(store.find(KEY)));
        operations()
                .forEach(operation -> Awaitility.await()
                        .ignoreExceptions()
                        .untilAsserted(
                                () -> operation.get().toCompletableFuture().get(5, TimeUnit.SECONDS)));
    }

    @Test
    void everyCallFailsInTimeWhileTheServerHangsAndWorksAfterwards() {
        server.pause();
        assertAllFailInTime();
        server.resume();
        assertWorksAgain();
    }

    @Test
    void everyCallFailsInTimeWhileTheServerIsDeadAndWorksAfterwards() {
        server.kill();
        assertAllFailInTime();
        server.restart();
        assertWorksAgain();
    }

    @Test
    void aBackendMadeWhileTheServerIsAwayWorksOnceItIsThere() {
        backend.close();
        server.stop();
        backend = new TestBackend(TestBackend.client(new RedisSettings.Single(server.url())), TestBackend.TIMEOUT);
        store = backend.store();
        assertAllFailInTime();
        server.restart();
        assertWorksAgain();
    }

    @Test
    void aBackendMadeWhileTheServerHangsWorksOnceItAnswers() {
        backend.close();
        server.pause();
        backend = new TestBackend(TestBackend.client(new RedisSettings.Single(server.url())), TestBackend.TIMEOUT);
        store = backend.store();
        assertAllFailInTime();
        server.resume();
        assertWorksAgain();
    }

    @Test
    void aBackendOfAClosedClientFails() {
        backend.client.shutdown();
        assertAllFailInTime();
    }

    /** A client that passes connections on from call to call runs out of stack here, and has none ever after. */
    @RepeatedTest(3)
    void aCrowdThatWaitsForConnectionsLosesNoneOfThem() throws InterruptedException {
        server.kill();
        List<Thread> crowd = Stream.generate(() -> new Thread(this::ask))
                .limit(CROWD)
                .peek(Thread::start)
                .toList();
        server.restart();
        for (Thread thread : crowd) {
            thread.join();
        }
        assertWorksAgain();
    }

    private void ask() {
        CompletableFuture.allOf(Stream.generate(() -> store.find(KEY).toCompletableFuture())
                        .limit(QUESTIONS)
                        .toArray(CompletableFuture[]::new))
                .orTimeout(10, TimeUnit.SECONDS)
                .exceptionally(someWereTooLate -> null)
                .join();
    }

    @Test
    void waitersAreToldAgainAfterARestart() {
        Queue<LeaseEnd> told = new ConcurrentLinkedQueue<>();
        store.onLeaseEnd(told::add);
        assertTold(told);
        server.kill();
        server.restart();
        assertTold(told);
    }

    @Test
    void waitersAreToldThoughTheServerWasAwayAtFirst() {
        backend.close();
        server.stop();
        backend = new TestBackend(TestBackend.client(new RedisSettings.Single(server.url())), TestBackend.TIMEOUT);
        store = backend.store();
        Queue<LeaseEnd> told = new ConcurrentLinkedQueue<>();
        store.onLeaseEnd(told::add);
        server.restart();
        assertTold(told);
    }

    private void assertTold(Queue<LeaseEnd> told) {
        Awaitility.await().atMost(20, TimeUnit.SECONDS).ignoreExceptions().until(() -> {
            EntryKey fresh = key(Sample.token().value());
            Token token = Sample.token();
            Answers.of(store.lease(fresh, Sample.request(token)));
            Answers.of(store.lease(fresh, Sample.request(Sample.token())));
            Answers.of(store.release(fresh, token));
            Awaitility.await()
                    .atMost(500, TimeUnit.MILLISECONDS)
                    .until(() ->
                            told.stream().anyMatch(end -> end.equals(new LeaseEnd(token, LeaseEnd.Reason.RELEASED))));
            return true;
        });
    }

    @Test
    void topicsDeliverAgainAfterARestart() throws Exception {
        Queue<String> received = new ConcurrentLinkedQueue<>();
        try (Subscription subscription = backend.backend
                .channel()
                .subscribe("news", (topic, message) -> received.add(new String(message, StandardCharsets.UTF_8)))) {
            server.kill();
            server.restart();
            Awaitility.await().atMost(20, TimeUnit.SECONDS).ignoreExceptions().until(() -> {
                Answers.of(backend.backend.channel().publish("news", "hello".getBytes(StandardCharsets.UTF_8)));
                return received.contains("hello");
            });
        }
    }
}
