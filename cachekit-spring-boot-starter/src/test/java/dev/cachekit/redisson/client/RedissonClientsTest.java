package dev.cachekit.redisson.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cachekit.InvalidConfigurationException;
import dev.cachekit.redisson.client.RedisSettings.Cluster;
import dev.cachekit.redisson.client.RedisSettings.Credentials;
import dev.cachekit.redisson.client.RedisSettings.Sentinel;
import dev.cachekit.redisson.client.RedisSettings.Servers;
import dev.cachekit.redisson.client.RedisSettings.Single;
import dev.cachekit.redisson.client.RedisSettings.Tls;
import dev.cachekit.redisson.testing.RedisServer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.redisson.Redisson;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.ByteArrayCodec;
import org.redisson.client.codec.StringCodec;
import org.redisson.config.Config;
import org.redisson.config.NameMapper;
import org.redisson.config.ReadMode;
import org.redisson.config.SslVerificationMode;

class RedissonClientsTest {

    private static final ClientLimits LIMITS = new ClientLimits(Duration.ofMillis(300), Duration.ofSeconds(1), 1, 3);

    private static Config config(Servers servers) {
        return ServerConfigs.from(new RedisSettings(servers, Credentials.NONE, null, LIMITS));
    }

    @Test
    void aSingleServerGetsOurLimits() {
        Config config = config(new Single("redis://host:7000/2"));
        var server = config.useSingleServer();
        assertThat(server.getAddress()).isEqualTo("redis://host:7000");
        assertThat(server.getDatabase()).isEqualTo(2);
        assertThat(server.getTimeout()).isEqualTo(300);
        assertThat(server.getConnectTimeout()).isEqualTo(1000);
        assertThat(server.getRetryAttempts()).isEqualTo(1);
        assertThat(server.getConnectionMinimumIdleSize()).isEqualTo(3);
        assertThat(server.getConnectionPoolSize()).isEqualTo(16);
        assertThat(config.isLazyInitialization()).isTrue();
        assertThat(config.getCodec()).isEqualTo(ByteArrayCodec.INSTANCE);
    }

    @Test
    void aClusterIsReadFromItsPrimaries() {
        var servers = config(new Cluster(List.of("a:1", "redis://b:2"))).useClusterServers();
        assertThat(servers.getNodeAddresses()).containsExactly("redis://a:1", "redis://b:2");
        assertThat(servers.getReadMode()).isEqualTo(ReadMode.MASTER);
        assertThat(servers.getMasterConnectionMinimumIdleSize()).isEqualTo(3);
        assertThat(servers.getMasterConnectionPoolSize()).isEqualTo(16);
    }

    @Test
    void aSentinelGroupIsReadFromItsPrimary() {
        var servers = config(new Sentinel("main", List.of("a:1"), 4)).useSentinelServers();
        assertThat(servers.getMasterName()).isEqualTo("main");
        assertThat(servers.getSentinelAddresses()).containsExactly("redis://a:1");
        assertThat(servers.getDatabase()).isEqualTo(4);
        assertThat(servers.getReadMode()).isEqualTo(ReadMode.MASTER);
    }

    @Test
    void givenCredentialsWinOverThoseOfTheUrl() {
        Config config = ServerConfigs.from(new RedisSettings(
                new Single("redis://one:first@host"), new Credentials("two", "second"), null, LIMITS));
        assertThat(config.getUsername()).isEqualTo("two");
        assertThat(config.getPassword()).isEqualTo("second");
    }

    @Test
    void tlsFollowsFromTheUrlOrFromSettings() {
        assertThat(config(new Single("rediss://host")).useSingleServer().getAddress())
                .isEqualTo("rediss://host:6379");
        Config config = ServerConfigs.from(new RedisSettings(
                new Single("redis://host"),
                Credentials.NONE,
                new Tls(null, null, List.of("TLSv1.3"), List.of(), false),
                LIMITS));
        assertThat(config.useSingleServer().getAddress()).isEqualTo("rediss://host:6379");
        assertThat(config.getSslVerificationMode()).isEqualTo(SslVerificationMode.CA_ONLY);
        assertThat(config.getSslProtocols()).containsExactly("TLSv1.3");
    }

    @Test
    void refusesSettingsThatMakeNoSense() {
        assertThatThrownBy(() -> new Cluster(List.of()))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageStartingWith("cachekit.redis.cluster.nodes: there must be at least one node");
        assertThatThrownBy(() -> new Sentinel(" ", List.of("a:1"), 0))
                .hasMessageStartingWith("cachekit.redis.sentinel.master: ");
        assertThatThrownBy(() -> new ClientLimits(Duration.ZERO, Duration.ofSeconds(1), 0, 4))
                .hasMessageStartingWith("cachekit.redis.command-timeout: ")
                .hasMessageContaining("but was PT0S");
        assertThatThrownBy(() -> new ClientLimits(Duration.ofSeconds(1), Duration.ofSeconds(1), 0, 0))
                .hasMessageStartingWith("cachekit.redis.pool-size: ");
    }

    @Test
    void aYamlFileGivesServersAndWeGiveLimits() {
        try (RedisServer server = RedisServer.start()) {
            String yaml = "singleServerConfig:\n  address: \"" + server.url() + "\"\n  timeout: 9000\nthreads: 16\n";
            RedissonClient client = RedissonClients.fromYaml(yaml, LIMITS, config -> {});
            try {
                assertThat(client.getConfig().useSingleServer().getTimeout()).isEqualTo(300);
                client.getBucket("a", StringCodec.INSTANCE).set("1");
                assertThat(server.send("GET", "a")).isEqualTo("1");
            } finally {
                client.shutdown();
            }
        }
    }

    @Test
    void aBadYamlFileIsToldWithoutItsContent() {
        assertThatThrownBy(() ->
                        RedissonClients.fromYaml("singleServerConfig:\n  pasword: secret\n", LIMITS, config -> {}))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageStartingWith("cachekit.redis.config: ")
                .hasNoCause()
                .hasMessageNotContaining("secret");
    }

    @Test
    void aCopyLeavesTheUsersClientAsItIs() {
        try (RedisServer server = RedisServer.start()) {
            Config theirs = new Config().setCodec(StringCodec.INSTANCE).setNameMapper(prefix());
            theirs.useSingleServer().setAddress(server.url()).setTimeout(9000).setConnectionMinimumIdleSize(1);
            RedissonClient user = Redisson.create(theirs);
            try {
                RedissonClient copy = RedissonClients.copyOf(user, LIMITS, config -> {});
                copy.getBucket("ours").set(new byte[] {'1'});
                copy.shutdown();
                user.getBucket("a").set("2");
                assertThat(server.keys()).containsExactlyInAnyOrder("ours", "their:a");
                assertThat(user.getConfig().useSingleServer().getTimeout()).isEqualTo(9000);
                assertThat(user.isShutdown()).isFalse();
            } finally {
                user.shutdown();
            }
        }
    }

    private static NameMapper prefix() {
        return new NameMapper() {
            @Override
            public String map(String name) {
                return "their:" + name;
            }

            @Override
            public String unmap(String name) {
                return name.substring("their:".length());
            }
        };
    }
}
