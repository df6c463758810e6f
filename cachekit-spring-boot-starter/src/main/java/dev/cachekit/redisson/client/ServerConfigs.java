package dev.cachekit.redisson.client;

import dev.cachekit.redisson.client.RedisSettings.Cluster;
import dev.cachekit.redisson.client.RedisSettings.Credentials;
import dev.cachekit.redisson.client.RedisSettings.Replicated;
import dev.cachekit.redisson.client.RedisSettings.Sentinel;
import dev.cachekit.redisson.client.RedisSettings.Servers;
import dev.cachekit.redisson.client.RedisSettings.Single;
import dev.cachekit.redisson.client.RedisSettings.Tls;
import java.util.List;
import java.util.function.Consumer;
import org.redisson.config.Config;
import org.redisson.config.SslVerificationMode;

/** Translates settings into a configuration of Redisson. */
final class ServerConfigs {

    private static final int TOPOLOGY_SCAN_MILLIS = 1_000;

    private ServerConfigs() {}

    static Config from(RedisSettings settings) {
        return from(settings, config -> {});
    }

    static Config from(RedisSettings settings, Consumer<Config> customizer) {
        Config config = new Config();
        RedisUrl first = first(settings.servers());
        boolean encrypted = settings.tls() != null || first.tls();
        servers(config, settings.servers(), encrypted);
        Tuning.servers(config).setClientName(settings.clientName());
        credentials(config, settings.credentials(), first);
        if (encrypted) {
            Tls tls = settings.tls();
            tls(config, tls == null ? Tls.DEFAULT : tls);
        }
        customizer.accept(config);
        Tuning.apply(config, settings.limits());
        return config;
    }

    private static RedisUrl first(Servers servers) {
        if (servers instanceof Single single) {
            return RedisUrl.parse("cachekit.redis.url", single.url());
        }
        if (servers instanceof Replicated many) {
            return RedisUrl.parse(
                    "cachekit.redis.masterreplica.nodes", many.nodes().get(0));
        }
        if (servers instanceof Sentinel sentinel) {
            return RedisUrl.parse(
                    "cachekit.redis.sentinel.nodes", sentinel.nodes().get(0));
        }
        return RedisUrl.parse(
                "cachekit.redis.cluster.nodes", ((Cluster) servers).nodes().get(0));
    }

    private static void servers(Config config, Servers servers, boolean encrypted) {
        if (servers instanceof Single single) {
            RedisUrl url = RedisUrl.parse("cachekit.redis.url", single.url());
            config.useSingleServer().setAddress(url.address(encrypted)).setDatabase(url.database());
        } else if (servers instanceof Sentinel sentinel) {
            config.useSentinelServers()
                    .setMasterName(sentinel.master())
                    .setDatabase(sentinel.database())
                    .setSentinelUsername(sentinel.login().username())
                    .setSentinelPassword(sentinel.login().password())
                    .setScanInterval(TOPOLOGY_SCAN_MILLIS)
                    .setCheckSentinelsList(false) // one sentinel is enough to find the primary
                    .addSentinelAddress(addresses("cachekit.redis.sentinel.nodes", sentinel.nodes(), encrypted));
        } else if (servers instanceof Cluster cluster) {
            config.useClusterServers()
                    .setCheckSlotsCoverage(false) // a start while one primary is down has the others
                    .setScanInterval(TOPOLOGY_SCAN_MILLIS)
                    .addNodeAddress(addresses("cachekit.redis.cluster.nodes", cluster.nodes(), encrypted));
        } else if (servers instanceof Replicated many) {
            config.useReplicatedServers()
                    .setDatabase(many.database())
                    .setScanInterval(TOPOLOGY_SCAN_MILLIS)
                    .addNodeAddress(addresses("cachekit.redis.masterreplica.nodes", many.nodes(), encrypted));
        }
    }

    private static String[] addresses(String where, List<String> nodes, boolean encrypted) {
        return nodes.stream()
                .map(node -> RedisUrl.parse(where, node).address(encrypted))
                .toArray(String[]::new);
    }

    private static void credentials(Config config, Credentials given, RedisUrl url) {
        String username = given.username() == null ? url.username() : given.username();
        String password = given.password() == null ? url.password() : given.password();
        if (username != null && !username.isEmpty()) {
            config.setUsername(username);
        }
        if (password != null && !password.isEmpty()) {
            config.setPassword(password);
        }
    }

    private static void tls(Config config, Tls tls) {
        config.setSslVerificationMode(tls.verifyHost() ? SslVerificationMode.STRICT : SslVerificationMode.CA_ONLY);
        if (tls.keys() != null) {
            config.setSslKeyManagerFactory(tls.keys());
        }
        if (tls.trust() != null) {
            config.setSslTrustManagerFactory(tls.trust());
        }
        if (!tls.protocols().isEmpty()) {
            config.setSslProtocols(tls.protocols().toArray(String[]::new));
        }
        if (!tls.ciphers().isEmpty()) {
            config.setSslCiphers(tls.ciphers().toArray(String[]::new));
        }
    }
}
