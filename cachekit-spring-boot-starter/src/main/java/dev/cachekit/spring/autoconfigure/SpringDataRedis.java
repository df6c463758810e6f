package dev.cachekit.spring.autoconfigure;

import dev.cachekit.redisson.client.RedisSettings.Cluster;
import dev.cachekit.redisson.client.RedisSettings.Credentials;
import dev.cachekit.redisson.client.RedisSettings.Sentinel;
import dev.cachekit.redisson.client.RedisSettings.Servers;
import dev.cachekit.redisson.client.RedisSettings.Single;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/** The address that an application gave Spring Data. Read here, because Spring Data need not be on the class path. */
final class SpringDataRedis {

    private static final String PREFIX = "spring.data.redis.";
    private static final List<String> ADDRESSES = List.of("url", "host", "port", "sentinel.nodes", "cluster.nodes");

    private final Environment environment;

    SpringDataRedis(Environment environment) {
        this.environment = environment;
    }

    static boolean isSet(Environment environment) {
        return ADDRESSES.stream().anyMatch(name -> RedisOrigin.isSet(environment, PREFIX + name));
    }

    Servers servers() {
        List<String> sentinels = list("sentinel.nodes");
        if (!sentinels.isEmpty()) {
            return new Sentinel(text("sentinel.master", ""), sentinels, database());
        }
        List<String> cluster = list("cluster.nodes");
        return cluster.isEmpty() ? new Single(url()) : new Cluster(cluster);
    }

    Credentials credentials() {
        return new Credentials(optional("username"), optional("password"));
    }

    boolean tls() {
        return environment.getProperty(PREFIX + "ssl.enabled", Boolean.class, false) || sslBundle() != null;
    }

    @Nullable
    String sslBundle() {
        return optional("ssl.bundle");
    }

    private String url() {
        String url = optional("url");
        return url != null
                ? url
                : "redis://" + text("host", "localhost") + ":" + text("port", "6379") + "/" + database();
    }

    private int database() {
        return Integer.parseInt(text("database", "0").strip());
    }

    private String text(String name, String otherwise) {
        return environment.getProperty(PREFIX + name, otherwise);
    }

    private @Nullable String optional(String name) {
        String text = environment.getProperty(PREFIX + name);
        return text == null || text.isBlank() ? null : text;
    }

    private List<String> list(String name) {
        return Binder.get(environment)
                .bind(PREFIX + name, Bindable.listOf(String.class))
                .orElse(List.of());
    }
}
