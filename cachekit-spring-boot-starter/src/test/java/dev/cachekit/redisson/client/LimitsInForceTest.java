package dev.cachekit.redisson.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cachekit.redisson.testing.RedisServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.redisson.api.RedissonClient;
import org.redisson.client.RedisException;

/** Time-outs and pool sizes as a server sees them. */
class LimitsInForceTest {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(300);
    // The machine may be busy, and the client's clock ticks every 100 ms.
    private static final Duration SOON = Duration.ofSeconds(5);

    private static RedissonClient client(String url, Duration command, Duration connect, int pool) {
        return RedissonClients.create(new RedisSettings(
                new RedisSettings.Single(url),
                RedisSettings.Credentials.NONE,
                null,
                new ClientLimits(command, connect, 0, pool)));
    }

    private static void assertGivesUpSoon(RedissonClient client) {
        long start = System.nanoTime();
        assertThatThrownBy(() -> client.getBucket("a").get()).isInstanceOf(RedisException.class);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(SOON);
    }

    /** A socket whose queue is full takes no more connections, and refuses none. */
    @Test
    void connectingEndsInTime() throws IOException {
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            List<Socket> queue = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                Socket waiting = new Socket();
                queue.add(waiting);
                CompletableFuture.runAsync(() -> connect(waiting, full.getLocalPort()));
            }
            Awaitility.await()
                    .until(() -> queue.stream().filter(Socket::isConnected).count() >= 2);
            RedissonClient client = client("redis://127.0.0.1:" + full.getLocalPort(), LONG, SHORT, 1);
            assertGivesUpSoon(client);
            client.shutdown();
            for (Socket waiting : queue) {
                waiting.close();
            }
        }
    }

    private static void connect(Socket socket, int port) {
        try {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        } catch (IOException closed) {
            // the end of the test
        }
    }

    @Test
    void aCommandEndsInTimeOnAServerThatHangs() {
        try (RedisServer server = RedisServer.startLocal()) {
            RedissonClient client = client(server.url(), Duration.ofSeconds(1), LONG, 1);
            assertThat(client.getBucket("a").get()).isNull();
            server.pause();
            try {
                assertGivesUpSoon(client);
            } finally {
                server.resume();
                client.shutdown();
            }
        }
    }

    @Test
    void asManyConnectionsAreKeptAsThePoolIsLarge() {
        try (RedisServer server = RedisServer.startLocal()) {
            RedissonClient client = client(server.url() + "/2", LONG, LONG, 7);
            assertThat(client.getBucket("a").get()).isNull();
            Awaitility.await()
                    .untilAsserted(() -> assertThat(connections(server)).isEqualTo(7 + 1));

            IntStream.range(0, 400)
                    .mapToObj(i -> client.getBucket("a").getAsync().toCompletableFuture())
                    .toList()
                    .forEach(CompletableFuture::join);
            assertThat(connections(server)).isBetween(7L + 1, 16L + 1);
            client.shutdown();
        }
    }

    /** Those of the pool, by their database, and one that waits for subscriptions. */
    private static long connections(RedisServer server) {
        return String.valueOf(server.send("CLIENT", "LIST"))
                .lines()
                .filter(line -> line.contains(" db=2 ") && line.contains(" sub=0 psub=0 "))
                .filter(line -> !line.contains(" flags=P "))
                .count();
    }
}
