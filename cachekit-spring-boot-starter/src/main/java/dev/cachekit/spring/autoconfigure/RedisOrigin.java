package dev.cachekit.spring.autoconfigure;

import java.util.List;
import java.util.Optional;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/** What tells where Redis is, in the order of asking. A RedissonClient of the application comes before all of these. */
enum RedisOrigin {
    CONFIG("cachekit.redis.config"),
    SENTINEL("cachekit.redis.sentinel.nodes"),
    CLUSTER("cachekit.redis.cluster.nodes"),
    URL("cachekit.redis.url"),
    REDIS_URL("REDIS_URL"),
    CONNECTION_DETAILS("the service connection"),
    SPRING_DATA("spring.data.redis"),
    LOCAL_DEFAULT("the default address");

    static final String DEFAULT_URL = "redis://localhost:6379";

    private final String place;

    RedisOrigin(String place) {
        this.place = place;
    }

    /** Where the address was found, for people. */
    String place() {
        return place;
    }

    static BackendKind backend(Environment environment) {
        try {
            return Binder.get(environment)
                    .bind("cachekit.backend", BackendKind.class)
                    .orElse(BackendKind.AUTO);
        } catch (BindException unreadable) { // reported when all properties are bound
            return BackendKind.AUTO;
        }
    }

    /** The first that applies; empty if the backend is to be in-process. */
    static Optional<RedisOrigin> find(Environment environment, boolean serviceConnection) {
        BackendKind kind = backend(environment);
        if (kind == BackendKind.IN_PROCESS) {
            return Optional.empty();
        }
        Optional<RedisOrigin> found = ownProperties(environment).or(() -> surroundings(environment, serviceConnection));
        return kind == BackendKind.REDIS ? found.or(() -> Optional.of(LOCAL_DEFAULT)) : found;
    }

    private static Optional<RedisOrigin> ownProperties(Environment environment) {
        return List.of(CONFIG, SENTINEL, CLUSTER, URL, REDIS_URL).stream()
                .filter(origin -> isSet(environment, origin.place))
                .findFirst();
    }

    private static Optional<RedisOrigin> surroundings(Environment environment, boolean serviceConnection) {
        if (serviceConnection) {
            return Optional.of(CONNECTION_DETAILS);
        }
        return SpringDataRedis.isSet(environment) ? Optional.of(SPRING_DATA) : Optional.empty();
    }

    static boolean isSet(Environment environment, String property) {
        if (property.equals(REDIS_URL.place)) {
            return !environment.getProperty(property, "").isBlank();
        }
        return Binder.get(environment)
                .bind(property, Bindable.listOf(String.class))
                .map(values -> values.stream().anyMatch(value -> !value.isBlank()))
                .orElse(false);
    }
}
