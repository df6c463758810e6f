package dev.cachekit.spring.autoconfigure;

import dev.cachekit.InvalidConfigurationException;
import dev.cachekit.redisson.client.ClientLimits;
import dev.cachekit.redisson.client.RedisSettings;
import dev.cachekit.redisson.client.RedisSettings.Cluster;
import dev.cachekit.redisson.client.RedisSettings.Credentials;
import dev.cachekit.redisson.client.RedisSettings.Sentinel;
import dev.cachekit.redisson.client.RedisSettings.Servers;
import dev.cachekit.redisson.client.RedisSettings.Single;
import dev.cachekit.redisson.client.RedisSettings.Tls;
import dev.cachekit.redisson.client.RedissonClients;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.redisson.api.RedissonClient;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ResourceLoader;

/** Makes the client when the application has none, from the first place that tells where Redis is. */
record OwnRedisClient(RedisProperties redis, Environment environment, ListableBeanFactory beans, TlsBundles bundles) {

    private static final Pattern DATABASE = Pattern.compile("[^/]/(\\d{1,4})$");
    private static final String BUNDLE_PROPERTY = "cachekit.redis.ssl-bundle";

    RedissonClient create(RedisOrigin origin, ResourceLoader resources) {
        ClientLimits limits = limits(redis);
        if (origin == RedisOrigin.CONFIG) {
            Overlooked.warn(environment, origin.place());
            return RedissonClients.fromYaml(read(String.valueOf(redis.config()), resources), limits);
        }
        return RedissonClients.create(settings(origin, limits));
    }

    static ClientLimits limits(RedisProperties redis) {
        return new ClientLimits(redis.commandTimeout(), redis.connectTimeout(), redis.retries(), redis.poolSize());
    }

    RedisSettings settings(RedisOrigin origin, ClientLimits limits) {
        return switch (origin) {
            case SPRING_DATA -> springData(limits);
            case CONNECTION_DETAILS -> announced(limits);
            default -> new RedisSettings(servers(origin), own(Credentials.NONE), ownTls(null), limits);
        };
    }

    private Servers servers(RedisOrigin origin) {
        return switch (origin) {
            case SENTINEL ->
                new Sentinel(
                        orEmpty(redis.sentinel().master()), redis.sentinel().nodes(), database());
            case CLUSTER -> new Cluster(redis.cluster().nodes());
            case URL -> new Single(orEmpty(redis.url()));
            case REDIS_URL -> new Single(environment.getRequiredProperty(RedisOrigin.REDIS_URL.place()));
            default -> new Single(RedisOrigin.DEFAULT_URL);
        };
    }

    private RedisSettings springData(ClientLimits limits) {
        SpringDataRedis data = new SpringDataRedis(environment);
        String bundle = data.sslBundle();
        Tls plain = data.tls() ? Tls.DEFAULT : null;
        Tls theirs = bundle == null ? plain : bundles.named("spring.data.redis.ssl.bundle", bundle);
        return new RedisSettings(data.servers(), own(data.credentials()), ownTls(theirs), limits);
    }

    private RedisSettings announced(ClientLimits limits) {
        ServiceConnection connection = ServiceConnection.in(beans);
        SslBundle bundle = connection.sslBundle();
        Tls theirs = bundle == null ? null : TlsBundles.tls(bundle);
        return new RedisSettings(connection.servers(), own(connection.credentials()), ownTls(theirs), limits);
    }

    private Credentials own(Credentials theirs) {
        return new Credentials(
                redis.username() == null ? theirs.username() : redis.username(),
                redis.password() == null ? theirs.password() : redis.password());
    }

    private @Nullable Tls ownTls(@Nullable Tls theirs) {
        String bundle = redis.sslBundle();
        return bundle == null || bundle.isBlank() ? theirs : bundles.named(BUNDLE_PROPERTY, bundle);
    }

    /** Sentinels are named without a database; it is taken from the URL, if there is one. */
    private int database() {
        Matcher found = DATABASE.matcher(orEmpty(redis.url()));
        return found.find() ? Integer.parseInt(found.group(1)) : 0;
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static String read(String location, ResourceLoader resources) {
        try {
            return resources.getResource(location).getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new InvalidConfigurationException(
                    "cachekit.redis.config",
                    location,
                    "config must be the location of a readable file",
                    "write it like classpath:redisson.yaml or file:/etc/app/redisson.yaml");
        }
    }
}
