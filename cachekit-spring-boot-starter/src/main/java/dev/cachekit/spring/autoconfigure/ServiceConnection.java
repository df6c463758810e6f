package dev.cachekit.spring.autoconfigure;

import dev.cachekit.InvalidConfigurationException;
import dev.cachekit.redisson.client.RedisSettings.Credentials;
import dev.cachekit.redisson.client.RedisSettings.Servers;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.util.ClassUtils;

/** The address of a Redis that Testcontainers, Docker Compose or the application itself announced as a bean. */
interface ServiceConnection {

    Servers servers();

    Credentials credentials();

    @Nullable
    SslBundle sslBundle();

    static boolean isAnnounced(ListableBeanFactory beans) {
        return OwnConnection.isAnnounced(beans) || (Known.SPRING_DATA && DataRedisConnection.isAnnounced(beans));
    }

    /** The one that was announced; ours, if both were. */
    static ServiceConnection in(ListableBeanFactory beans) {
        return OwnConnection.isAnnounced(beans) ? OwnConnection.in(beans) : DataRedisConnection.in(beans);
    }

    /** Two of one kind leave open which Redis is meant. */
    static <T> T only(ListableBeanFactory beans, Class<T> type) {
        T details = beans.getBeanProvider(type).getIfUnique();
        if (details == null) {
            throw new InvalidConfigurationException(
                    "the service connections",
                    String.join(", ", List.of(beans.getBeanNamesForType(type))),
                    "CacheKit must know which one to use",
                    "mark one as @Primary, or set cachekit.redis.url");
        }
        return details;
    }

    /** Spring Data's details need not be on the class path. */
    final class Known {

        static final boolean SPRING_DATA = ClassUtils.isPresent(
                "org.springframework.boot.data.redis.autoconfigure.DataRedisConnectionDetails",
                ServiceConnection.class.getClassLoader());

        private Known() {}
    }
}
