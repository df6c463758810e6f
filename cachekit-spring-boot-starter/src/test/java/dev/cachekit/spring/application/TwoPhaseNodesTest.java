package dev.cachekit.spring.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cachekit.annotation.CacheAside;
import dev.cachekit.annotation.Invalidate;
import dev.cachekit.annotation.NearCache;
import dev.cachekit.annotation.Phase;
import dev.cachekit.redisson.testing.RedisServer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Two applications with near caches on one Redis server and one database; one of them removes in two phases. From the
 * acknowledged announcement on nobody may store the key, and each near cache has lost it after three seconds at most: the
 * writer's at once, the other's usually when the message arrives. Until the commit the old value is the true one.
 */
class TwoPhaseNodesTest {

    /** How long a near cache may serve what another node has announced. */
    private static final Duration BOUND = Duration.ofSeconds(3);

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int READS = 200;
    private static final AtomicInteger DATABASES = new AtomicInteger();

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {

        @Bean
        Items items(JdbcClient jdbc) {
            return new Items(jdbc);
        }
    }

    static class Items {

        private final AtomicInteger loads = new AtomicInteger();
        private final JdbcClient jdbc;

        Items(JdbcClient jdbc) {
            this.jdbc = jdbc;
        }

        @CacheAside(cache = "item", near = NearCache.ON)
        public String name(long id) {
            loads.incrementAndGet();
            return jdbc.sql("select name from item where id = ?")
                    .param(id)
                    .query(String.class)
                    .single();
        }

        @Transactional
        @Invalidate(cache = "item", key = "#id", phase = Phase.TWO_PHASE)
        public void rename(long id, String name, Runnable announced) {
            jdbc.sql("update item set name = ? where id = ?").params(name, id).update();
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void beforeCompletion() {
                    announced.run();
                }
            });
        }

        int loads() {
            return loads.get();
        }
    }

    /** What reads between announcement and commit returned, and whether each of them was a load. */
    private record Between(List<String> values, int loads) {}

    private final String database = "jdbc:h2:mem:two-phase-" + DATABASES.incrementAndGet() + ";DB_CLOSE_DELAY=-1";
    private RedisServer redis;
    private ConfigurableApplicationContext writer;
    private ConfigurableApplicationContext other;

    @BeforeEach
    void start() {
        redis = RedisServer.start();
        writer = application();
        JdbcClient jdbc = writer.getBean(JdbcClient.class);
        jdbc.sql("create table item (id bigint primary key, name varchar(100))").update();
        jdbc.sql("insert into item values (1, 'first')").update();
        other = application();
        Stream.of(writer, other).forEach(this::serveFromNear);
    }

    @AfterEach
    void stop() {
        other.close();
        writer.getBean(JdbcClient.class).sql("shutdown").update();
        writer.close();
        redis.close();
    }

    @Test
    void theOtherNodeServesNothingOldBeyondTheBoundAfterTheCommit() {
        items(writer).rename(1, "second", () -> {});
        await().atMost(BOUND).until(() -> items(other).name(1).equals("second"));
        assertThat(reads(other)).containsOnly("second");
    }

    @Test
    void theWriterServesNothingOldFromTheCommitOn() {
        for (int round = 0; round < READS; round++) {
            String name = "round " + round;
            items(writer).rename(1, name, () -> {});
            assertThat(items(writer).name(1)).isEqualTo(name);
        }
    }

    @Test
    void theWritersNearCacheIsEmptyFromTheAnnouncementOn() {
        Between between = between(writer, () -> {});
        assertThat(between.values()).containsOnly("first");
        assertThat(between.loads()).isEqualTo(READS);
    }

    /** That the old value is read again and again must not keep it beyond the commit. */
    @Test
    void theOtherNodeKeepsNothingBetweenAnnouncementAndCommit() {
        Between between = between(other, () -> await().atMost(BOUND).until(() -> isLoaded(other)));
        assertThat(between.values()).containsOnly("first");
        assertThat(between.loads()).isEqualTo(READS);
        assertThat(reads(other)).containsOnly("second");
    }

    @Test
    void bothNearCachesServeAgainAfterTheRemoval() {
        items(writer).rename(1, "second", () -> {});
        Stream.of(writer, other).forEach(this::serveFromNear);
        assertThat(items(writer).name(1)).isEqualTo("second");
        await().atMost(BOUND).until(() -> items(other).name(1).equals("second"));
    }

    /** Renames to "second"; reads on a node while the announcement stands, first something that may take its time. */
    private Between between(ConfigurableApplicationContext node, Runnable first) {
        CompletableFuture<Between> seen = new CompletableFuture<>();
        items(writer)
                .rename(
                        1,
                        "second",
                        () -> outside(() -> {
                                    first.run();
                                    int before = items(node).loads();
                                    List<String> values = reads(node);
                                    return new Between(values, items(node).loads() - before);
                                })
                                .whenComplete((between, failure) -> {
                                    if (failure != null) {
                                        seen.completeExceptionally(failure);
                                    } else {
                                        seen.complete(between);
                                    }
                                }));
        return seen.join();
    }

    /** Runs in a thread that has no transaction, and waits for it; its failure is in the result. */
    private static CompletableFuture<Between> outside(Supplier<Between> look) {
        CompletableFuture<Between> looked = CompletableFuture.supplyAsync(look);
        looked.handle((between, failure) -> true).join();
        return looked;
    }

    private static List<String> reads(ConfigurableApplicationContext node) {
        return IntStream.range(0, READS).mapToObj(read -> items(node).name(1)).toList();
    }

    private static boolean isLoaded(ConfigurableApplicationContext node) {
        int before = items(node).loads();
        items(node).name(1);
        return items(node).loads() > before;
    }

    /** A near cache begins to serve when a beat has vouched for it; its hits look up nothing in Redis. */
    private void serveFromNear(ConfigurableApplicationContext node) {
        await().atMost(PATIENCE).until(() -> {
            items(node).name(1);
            long before = lookUps();
            items(node).name(1);
            return lookUps() == before;
        });
    }

    private long lookUps() {
        return redis.commandStats().getOrDefault("mget", 0L);
    }

    private static Items items(ConfigurableApplicationContext node) {
        return node.getBean(Items.class);
    }

    private ConfigurableApplicationContext application() {
        return new SpringApplicationBuilder(Application.class)
                .web(WebApplicationType.NONE)
                .run(
                        "--cachekit.redis.url=" + redis.url(),
                        "--cachekit.app=two-phase-nodes",
                        "--spring.datasource.url=" + database,
                        "--spring.datasource.username=sa");
    }
}
