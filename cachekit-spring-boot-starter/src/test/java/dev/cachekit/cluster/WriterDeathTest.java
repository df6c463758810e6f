package dev.cachekit.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cachekit.redisson.testing.RedisServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.h2.tools.Server;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A process is killed between its commit and its removal from the cache. */
class WriterDeathTest {

    private static final int READS = 500;
    private static final Duration NEAR_BOUND = Duration.ofSeconds(3);

    private RedisServer redis;
    private Server database;
    private Connection keptOpen;
    private NodeProcess reader;
    private NodeProcess writer;

    @BeforeEach
    void start() throws SQLException {
        redis = RedisServer.start();
        database = Server.createTcpServer("-tcpPort", "0", "-ifNotExists").start();
        keptOpen = DriverManager.getConnection(databaseUrl(), "sa", "");
        try (Statement statement = keptOpen.createStatement()) {
            statement.execute("create table item (id bigint primary key, name varchar(100))");
            statement.execute("insert into item values (1, 'first')");
        }
        reader = node();
        writer = node();
        assertThat(reader.ask("read")).isEqualTo("first");
    }

    @AfterEach
    void stop() throws SQLException {
        writer.close();
        reader.close();
        keptOpen.close();
        database.stop();
        redis.close();
    }

    @Test
    void noReadIsStaleAfterTheCommitOfAWriterInTwoPhases() {
        killAfterCommit("two-phase second");
        assertThat(IntStream.range(0, READS).mapToObj(read -> reader.ask("read")))
                .allMatch("second"::equals);
    }

    /** A near cache may be behind by its bound, and no more: what was announced counts from the commit on. */
    @Test
    void noNearCacheIsStaleBeyondItsBoundAfterTheCommitOfAWriterInTwoPhases() {
        reader.close();
        reader = node("--cachekit.caches.item.near.enabled=true");
        awaitNearHit();
        killAfterCommit("two-phase second");
        await().atMost(NEAR_BOUND).until(() -> "second".equals(reader.ask("read")));
        assertThat(IntStream.range(0, READS).mapToObj(read -> reader.ask("read")))
                .allMatch("second"::equals);
    }

    /** The same with a removal after the commit, to show that this test finds stale reads. */
    @Test
    void readsAreStaleAfterTheCommitOfAWriterThatWouldRemoveAfterwards() {
        killAfterCommit("after-commit second");
        assertThat(reader.ask("read")).isEqualTo("first");
    }

    /** Two looks at the table, a second apart, and one round trip; the rest is for a machine that others use. */
    @Test
    void anotherProcessRemovesWhatTheOutboxHoldsOfAKilledWriter() {
        writer.close();
        writer = node("--cachekit.outbox.enabled=true", "--cachekit.outbox.create-table=true");
        try (NodeProcess other = node("--cachekit.outbox.enabled=true")) {
            killAfterCommit("after-commit second");
            long killed = System.nanoTime();
            await().atMost(Duration.ofSeconds(10)).until(() -> "second".equals(reader.ask("read")));
            Duration stale = Duration.ofNanos(System.nanoTime() - killed);
            System.out.printf("writer killed after its commit: removed by another after %d ms%n", stale.toMillis());
            assertThat(stale).isLessThan(Duration.ofMillis(3500));
        }
    }

    /** A near cache begins to serve when a beat has vouched for it; its hits look up nothing in Redis. */
    private void awaitNearHit() {
        await().atMost(Duration.ofSeconds(10)).until(() -> {
            reader.ask("read");
            long before = lookUps();
            reader.ask("read");
            return lookUps() == before;
        });
    }

    private long lookUps() {
        return redis.commandStats().getOrDefault("mget", 0L);
    }

    private void killAfterCommit(String command) {
        writer.send(command);
        writer.awaitLoading();
        writer.kill();
    }

    private NodeProcess node(String... properties) {
        return NodeProcess.start(
                WriterNode.class,
                Stream.concat(
                                Stream.of(redis.url(), databaseUrl(), "--spring.datasource.username=sa"),
                                Stream.of(properties))
                        .toArray(String[]::new));
    }

    private String databaseUrl() {
        return "jdbc:h2:tcp://localhost:" + database.getPort() + "/mem:writer-death";
    }
}
