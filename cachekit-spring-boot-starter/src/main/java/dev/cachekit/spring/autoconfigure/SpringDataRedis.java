package dev.cachekit.spring.autoconfigure;

import dev.cachekit.InvalidConfigurationException;
import dev.cachekit.redisson.client.RedisSettings.Cluster;
import dev.cachekit.redisson.client.RedisSettings.Credentials;
import dev.cachekit.redisson.client.RedisSettings.Replicated;
import dev.cachekit.redisson.client.RedisSettings.Sentinel;
import dev.cachekit.redisson.client.RedisSettings.Servers;
import dev.cachekit.redisson.client.RedisSettings.Single;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/**
 * The connection that an application gave Spring Data, with the meaning that Spring Boot gives it: a URL brings its own user,
 * password and database. Read here, because Spring Data need not be on the class path.
 */
final class SpringDataRedis {

    static final String PREFIX = "spring.data.redis.";

    private static final List<String> ADDRESSES =
            List.of("url", "host", "port", "sentinel.nodes", "cluster.nodes", "masterreplica.nodes");
    private static final Pattern DATABASE_OF_URL = Pattern.compile("/(\\d{1,4})$");

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
            Credentials login = new Credentials(optional("sentinel.username"), optional("sentinel.password"));
            return new Sentinel(text("sentinel.master", ""), sentinels, database(), login);
        }
        List<String> cluster = list("cluster.nodes");
        if (!cluster.isEmpty()) {
            return new Cluster(cluster);
        }
        List<String> replicas = list("masterreplica.nodes");
        return replicas.isEmpty() ? new Single(url()) : new Replicated(replicas, database());
    }

    Credentials credentials() {
        String url = optional("url");
        return url == null ? new Credentials(optional("username"), optional("password")) : Credentials.ofUrl(url);
    }

    boolean tls() {
        String url = optional("url");
        boolean saidByUrl = url != null && url.startsWith("rediss:");
        return saidByUrl
                || environment.getProperty(PREFIX + "ssl.enabled", Boolean.class, optional("ssl.bundle") != null);
    }

    /** None if TLS is switched off beside it. */
    @Nullable
    String sslBundle() {
        return tls() ? optional("ssl.bundle") : null;
    }

    @Nullable
    Duration timeout() {
        return time("timeout");
    }

    @Nullable
    Duration connectTimeout() {
        return time("connect-timeout");
    }

    @Nullable
    String clientName() {
        return optional("client-name");
    }

    private String url() {
        String url = optional("url");
        return url != null
                ? url
                : "redis://" + HostAndPort.of(text("host", "localhost"), text("port", "6379")) + "/" + database();
    }

    private int database() {
        String url = optional("url");
        if (url != null) {
            Matcher found = DATABASE_OF_URL.matcher(url);
            return found.find() ? Integer.parseInt(found.group(1)) : 0;
        }
        String text = text("database", "0").strip();
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException wrong) {
            throw new InvalidConfigurationException(
                    PREFIX + "database", text, "database must be a number", "set 0 or the number of the database");
        }
    }

    private @Nullable Duration time(String name) {
        try {
            return Binder.get(environment).bind(PREFIX + name, Duration.class).orElse(null);
        } catch (BindException wrong) {
            throw new InvalidConfigurationException(
                    PREFIX + name, text(name, ""), name + " must be a duration", "write it like 500ms or 2s");
        }
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
