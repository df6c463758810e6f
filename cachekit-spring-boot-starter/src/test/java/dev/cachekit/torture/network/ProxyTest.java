package dev.cachekit.torture.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cachekit.redisson.testing.RedisServer;
import dev.cachekit.redisson.testing.RespConnection;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The proxy does to connections what it is told to. */
class ProxyTest {

    private static final Duration A_WHILE = Duration.ofMillis(150);
    private static RedisServer redis;

    private Proxy proxy;
    private RespConnection connection;

    @BeforeAll
    static void startServer() {
        redis = RedisServer.startLocal();
    }

    @AfterAll
    static void stopServer() {
        redis.close();
    }

    @BeforeEach
    void connect() {
        redis.flushAll();
        proxy = Proxy.before(redis.host(), redis.port());
        connection = new RespConnection("127.0.0.1", proxy.port());
        assertThat(connection.send("PING")).isEqualTo("PONG");
    }

    @AfterEach
    void disconnect() {
        connection.close();
        proxy.close();
    }

    @Test
    void holeKeepsRequestsUntilTheLinkIsWholeAgain() {
        proxy.set(LinkState.hole(Traffic.ALL));
        CompletableFuture<Object> reply = send("INCR", "n");
        waitAWhile();
        assertThat(redis.send("GET", "n")).isNull();

        proxy.set(LinkState.PASS);
        assertThat(reply).succeedsWithin(5, TimeUnit.SECONDS).isEqualTo(1L);
    }

    @Test
    void halfOpenLinkLetsRequestsArriveWithoutReplies() {
        proxy.set(LinkState.noReplies(Traffic.ALL));
        CompletableFuture<Object> reply = send("INCR", "n");
        Awaitility.await()
                .untilAsserted(() -> assertThat(redis.send("GET", "n")).isEqualTo("1"));
        assertThat(reply).isNotDone();

        proxy.set(LinkState.PASS);
        assertThat(reply).succeedsWithin(5, TimeUnit.SECONDS).isEqualTo(1L);
    }

    @Test
    void lostRepliesNeverArrive() {
        proxy.set(LinkState.loss(Traffic.COMMANDS));
        CompletableFuture<Object> reply = send("INCR", "n");
        Awaitility.await()
                .untilAsserted(() -> assertThat(redis.send("GET", "n")).isEqualTo("1"));

        proxy.set(LinkState.PASS);
        waitAWhile();
        assertThat(reply).isNotDone();
    }

    @Test
    void onlySubscriptionsAreCutIfSoTold() {
        RespConnection subscribed = new RespConnection("127.0.0.1", proxy.port());
        subscribed.send("SUBSCRIBE", "news");

        proxy.reset(Traffic.SUBSCRIPTIONS);

        assertThatThrownBy(() -> subscribed.send("PING")).isInstanceOf(RuntimeException.class);
        assertThat(connection.send("PING")).isEqualTo("PONG");
    }

    @Test
    void resetEndsAllConnections() {
        proxy.reset(Traffic.ALL);

        assertThatThrownBy(() -> connection.send("PING")).isInstanceOf(RuntimeException.class);
    }

    @Test
    void muteLinkAcceptsAndSaysNothing() {
        proxy.set(LinkState.mute());
        RespConnection later = new RespConnection("127.0.0.1", proxy.port());
        CompletableFuture<Object> reply = CompletableFuture.supplyAsync(() -> later.send("PING"), daemon());
        waitAWhile();

        assertThat(reply).isNotDone();
        assertThat(connection.send("PING")).isEqualTo("PONG");
    }

    @Test
    void slowLinkTakesItsTime() {
        proxy.set(LinkState.slow(A_WHILE));
        long start = System.nanoTime();
        connection.send("PING");

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(A_WHILE.multipliedBy(2));
    }

    private CompletableFuture<Object> send(String... command) {
        return CompletableFuture.supplyAsync(() -> connection.send(command), daemon());
    }

    private static void waitAWhile() {
        Awaitility.await().pollDelay(A_WHILE).until(() -> true);
    }

    private static Executor daemon() {
        return Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task);
            thread.setDaemon(true);
            return thread;
        });
    }
}
