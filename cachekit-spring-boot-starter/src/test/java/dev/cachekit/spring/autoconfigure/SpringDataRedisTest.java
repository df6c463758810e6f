package dev.cachekit.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.CacheKit;
import dev.cachekit.redisson.testing.RedisSentinel;
import dev.cachekit.redisson.testing.RedisServer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.redisson.api.RedissonClient;
import org.redisson.config.Config;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** What an application says of its Redis to Spring Data is enough for us, all of it. */
class SpringDataRedisTest {

    private static final String DATA = "spring.data.redis.";
    private static RedisServer server;

    @BeforeAll
    static void start() {
        server = RedisServer.startLocal("user shop on >hunter2 ~* &* +@all");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static ApplicationContextRunner with(String... properties) {
        String[] all = new String[properties.length];
        for (int i = 0; i < all.length; i++) {
            all[i] = DATA + properties[i];
        }
        return Starts.with(all).withPropertyValues("cachekit.redis.deadline=10s");
    }

    private static void assertWorks(CacheKit kit) {
        kit.cache("users", String.class).put(1L, "Ada");
        assertThat(kit.cache("users", String.class).get(1L)).contains("Ada");
    }

    private static String connections() {
        return String.valueOf(server.send("CLIENT", "LIST"));
    }

    @Test
    void hostPortUserPasswordDatabaseAndClientNameReachTheServer() {
        with(
                        "host=127.0.0.1",
                        "port=" + server.port(),
                        "username=shop",
                        "password=hunter2",
                        "database=3",
                        "client-name=web-1",
                        "timeout=5s")
                .run(context -> {
                    assertWorks(context.getBean(CacheKit.class));
                    assertThat(connections()).containsPattern("name=web-1 .* db=3 .* user=shop ");
                });
    }

    @Test
    void aUrlBringsItsOwnHostUserPasswordAndDatabase() {
        with(
                        "url=redis://shop:hunter2@127.0.0.1:" + server.port() + "/5",
                        "host=elsewhere",
                        "username=nobody",
                        "password=wrong",
                        "database=2",
                        "timeout=5s")
                .run(context -> {
                    assertWorks(context.getBean(CacheKit.class));
                    assertThat(connections()).containsPattern(" db=5 .* user=shop ");
                });
    }

    @Test
    void timesAreTakenUnlessOursAreSet() {
        with("host=localhost", "timeout=1234ms", "connect-timeout=567ms").run(context -> {
            assertThat(config(context.getBean(RedissonClient.class))
                            .useSingleServer()
                            .getTimeout())
                    .isEqualTo(1234);
            assertThat(config(context.getBean(RedissonClient.class))
                            .useSingleServer()
                            .getConnectTimeout())
                    .isEqualTo(567);
        });
        with("host=localhost", "timeout=1234ms", "connect-timeout=567ms")
                .withPropertyValues("cachekit.redis.command-timeout=99ms", "cachekit.redis.connect-timeout=88ms")
                .run(context -> assertThat(
                                config(context.getBean(RedissonClient.class)).useSingleServer())
                        .extracting("timeout", "connectTimeout")
                        .containsExactly(99, 88));
    }

    @Test
    void sentinelsAreAskedWithTheirOwnPassword() {
        try (RedisServer primary = RedisServer.startLocal("user shop on >hunter2 ~* &* +@all");
                RedisSentinel sentinel = RedisSentinel.watching(primary.port(), 1, "requirepass watchword")) {
            with(
                            "sentinel.master=" + RedisSentinel.MASTER,
                            "sentinel.nodes=127.0.0.1:" + sentinel.port(),
                            "sentinel.password=watchword",
                            "username=shop",
                            "password=hunter2",
                            "timeout=5s")
                    .run(context -> {
                        assertWorks(context.getBean(CacheKit.class));
                        assertThat(primary.keys()).anyMatch(key -> key.endsWith(":1"));
                    });
        }
    }

    @Test
    void ownSentinelsAreAskedWithTheirOwnPassword() {
        try (RedisServer primary = RedisServer.startLocal("user shop on >hunter2 ~* &* +@all");
                RedisSentinel sentinel = RedisSentinel.watching(primary.port(), 1, "requirepass watchword")) {
            Starts.with(
                            "cachekit.redis.sentinel.master=" + RedisSentinel.MASTER,
                            "cachekit.redis.sentinel.nodes=127.0.0.1:" + sentinel.port(),
                            "cachekit.redis.sentinel.password=watchword",
                            "cachekit.redis.username=shop",
                            "cachekit.redis.password=hunter2",
                            "cachekit.redis.command-timeout=5s",
                            "cachekit.redis.deadline=10s")
                    .run(context -> assertWorks(context.getBean(CacheKit.class)));
        }
    }

    @Test
    void thePrimaryAmongReplicasIsFound() {
        try (RedisServer primary = RedisServer.startLocal();
                RedisServer replica = RedisServer.startLocal("replicaof 127.0.0.1 " + primary.port())) {
            with(
                            "masterreplica.nodes=127.0.0.1:" + replica.port() + ",127.0.0.1:" + primary.port(),
                            "database=2",
                            "timeout=5s")
                    .run(context -> {
                        assertWorks(context.getBean(CacheKit.class));
                        assertThat(primary.info("keyspace")).containsKey("db2");
                    });
        }
    }

    @Test
    void aClusterIsNamedByItsNodes() {
        with("cluster.nodes=a:1,b:2", "password=hunter2").run(context -> {
            Config config = config(context.getBean(RedissonClient.class));
            assertThat(config.useClusterServers().getNodeAddresses()).isEqualTo(List.of("redis://a:1", "redis://b:2"));
            assertThat(config.getPassword()).isEqualTo("hunter2");
        });
    }

    @Test
    void tlsFollowsFromUrlOrOption() {
        with("url=rediss://localhost:1").run(context -> assertEncrypted(context.getBean(RedissonClient.class), true));
        with("host=localhost", "ssl.enabled=true")
                .run(context -> assertEncrypted(context.getBean(RedissonClient.class), true));
        with("host=localhost", "ssl.bundle=nowhere", "ssl.enabled=false")
                .run(context -> assertEncrypted(context.getBean(RedissonClient.class), false));
    }

    private static void assertEncrypted(RedissonClient client, boolean encrypted) {
        String scheme = encrypted ? "rediss://" : "redis://";
        assertThat(config(client).useSingleServer().getAddress()).startsWith(scheme);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "url=http://x:hunter2@y | spring.data.redis.url: an address must read redis://",
                "host=a b | spring.data.redis.url: an address must read redis://",
                "port=many | spring.data.redis.url: an address must read redis://",
                "timeout=0 | spring.data.redis.timeout: command-timeout must be between 1 ms and 1 h but was PT0S",
                "timeout=soon | spring.data.redis.timeout: timeout must be a duration but was soon",
                "connect-timeout=-1s | spring.data.redis.connect-timeout: connect-timeout must be between 1 ms and 1 h",
                "database=x | spring.data.redis.database: database must be a number but was x",
                "sentinel.nodes=a:1 | spring.data.redis.sentinel.master: the primary must be named",
                "sentinel.nodes=a:1,sentinel.master=m,sentinel.password=hunter2 | spring.data.redis.sentinel.password: sentinels are told a password only if",
                "cluster.nodes=a:b | spring.data.redis.cluster.nodes: an address must read redis://",
                "masterreplica.nodes=a:b | spring.data.redis.masterreplica.nodes: an address must read redis://",
                "ssl.bundle=nowhere | spring.data.redis.ssl.bundle: ssl-bundle must name an SSL bundle but was nowhere"
            })
    void mistakesAreToldWhereTheyWereMade(String properties, String told) {
        with("port=6379")
                .withPropertyValues(Arrays.stream(properties.split(","))
                        .map(property -> DATA + property)
                        .toArray(String[]::new))
                .run(context ->
                        assertThat(Starts.refusal(context)).startsWith(told).doesNotContain("hunter2"));
    }

    @Test
    void timesBelongToTheClientAndNotToTheDeadline() {
        with("host=localhost", "timeout=1m")
                .run(context -> assertThat(context.getBean(CacheKitProperties.class)
                                .redis()
                                .deadline())
                        .isEqualTo(Duration.ofSeconds(10)));
    }

    private static Config config(RedissonClient client) {
        return client.getConfig();
    }
}
