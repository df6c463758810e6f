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
record OwnRedisClient(
        RedisProperties redis,
        Environment environment,
        ListableBeanFactory beans,
        TlsBundles bundles,
        ConfigCustomizers customizers) {

    private static final String OWN = "cachekit.redis.";
    private static final Pattern DATABASE = Pattern.compile("[^/]/(\\d{1,4})$");

    RedissonClient create(RedisOrigin origin, ResourceLoader resources) {
        if (origin == RedisOrigin.CONFIG) {
            Overlooked.warn(environment, origin.place());
            String yaml = read(String.valueOf(redis.config()), resources);
            return RedissonClients.fromYaml(yaml, redis.limits(), customizers);
        }
        return RedissonClients.create(settings(origin), customizers);
    }

    /** A mistake is told at the place where it was made. */
    RedisSettings settings(RedisOrigin origin) {
        try {
            return switch (origin) {
                case SPRING_DATA -> springData();
                case CONNECTION_DETAILS -> announced(ServiceConnection.in(beans));
                default -> new RedisSettings(servers(origin), credentials(origin), ownTls(null), redis.limits());
            };
        } catch (InvalidConfigurationException wrong) {
            throw at(origin, wrong);
        }
    }

    private static InvalidConfigurationException at(RedisOrigin origin, InvalidConfigurationException wrong) {
        return switch (origin) {
            case SPRING_DATA -> elsewhere(wrong, wrong.where().replace(OWN, SpringDataRedis.PREFIX));
            case CONNECTION_DETAILS, REDIS_URL ->
                wrong.where().equals(RedisOrigin.URL.place()) ? elsewhere(wrong, origin.place()) : wrong;
            default -> wrong;
        };
    }

    private static InvalidConfigurationException elsewhere(InvalidConfigurationException wrong, String where) {
        return new InvalidConfigurationException(where, wrong.value(), wrong.rule(), wrong.remedy());
    }

    private Servers servers(RedisOrigin origin) {
        return switch (origin) {
            case SENTINEL ->
                new Sentinel(
                        orEmpty(redis.sentinel().master()),
                        redis.sentinel().nodes(),
                        database(),
                        redis.sentinel().login());
            case CLUSTER -> new Cluster(redis.cluster().nodes());
            case URL -> new Single(orEmpty(redis.url()));
            case REDIS_URL -> new Single(environment.getRequiredProperty(RedisOrigin.REDIS_URL.place()));
            default -> new Single(RedisOrigin.DEFAULT_URL);
        };
    }

    /** Sentinels and nodes of a cluster are named without a user; it is taken from the URL, if there is one. */
    private Credentials credentials(RedisOrigin origin) {
        boolean beside = origin == RedisOrigin.SENTINEL || origin == RedisOrigin.CLUSTER;
        String url = orEmpty(redis.url());
        return own(beside && !url.isBlank() ? Credentials.ofUrl(url) : Credentials.NONE);
    }

    private RedisSettings springData() {
        SpringDataRedis data = new SpringDataRedis(environment);
        String bundle = data.sslBundle();
        Tls plain = data.tls() ? Tls.DEFAULT : null;
        Tls theirs = bundle == null ? plain : bundles.named(SpringDataRedis.PREFIX + "ssl.bundle", bundle);
        return new RedisSettings(
                data.servers(), own(data.credentials()), ownTls(theirs), limits(data), data.clientName());
    }

    /** Ours count if they are set. */
    private ClientLimits limits(SpringDataRedis data) {
        ClientLimits limits = redis.limits();
        boolean ownCommand = RedisOrigin.isSet(environment, OWN + "command-timeout");
        boolean ownConnect = RedisOrigin.isSet(environment, OWN + "connect-timeout");
        try {
            return new ClientLimits(
                    ownCommand || data.timeout() == null ? limits.commandTimeout() : data.timeout(),
                    ownConnect || data.connectTimeout() == null ? limits.connectTimeout() : data.connectTimeout(),
                    limits.retries(),
                    limits.poolSize());
        } catch (InvalidConfigurationException wrong) {
            throw elsewhere(wrong, wrong.where().replace("command-timeout", "timeout"));
        }
    }

    private RedisSettings announced(ServiceConnection connection) {
        SslBundle bundle = connection.sslBundle();
        Tls theirs = bundle == null ? null : TlsBundles.announced(bundle);
        return new RedisSettings(connection.servers(), own(connection.credentials()), ownTls(theirs), redis.limits());
    }

    private Credentials own(Credentials theirs) {
        return new Credentials(
                redis.username() == null ? theirs.username() : redis.username(),
                redis.password() == null ? theirs.password() : redis.password());
    }

    private @Nullable Tls ownTls(@Nullable Tls theirs) {
        String bundle = redis.sslBundle();
        return bundle == null || bundle.isBlank() ? theirs : bundles.named(OWN + "ssl-bundle", bundle);
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
