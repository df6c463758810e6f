package dev.cachekit.spring.autoconfigure;

import dev.cachekit.spi.Backend;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/** Finds properties of the whole application that are set and belong to a part that is not there. */
final class PropertiesWithoutEffect {

    private static final List<String> OF_THE_OUTBOX =
            List.of("cachekit.outbox.table", "cachekit.outbox.create-table", "cachekit.outbox.interval");
    private static final List<String> OF_REDIS = List.of(
            "cachekit.redis.failover",
            "cachekit.circuit-breaker.slow-call",
            "cachekit.circuit-breaker.failure-rate",
            "cachekit.circuit-breaker.open-for");

    private final Binder binder;

    private PropertiesWithoutEffect(Environment environment) {
        this.binder = Binder.get(environment);
    }

    /** What is wrong and what to do, one text for each; empty if nothing is. */
    static List<String> in(Environment environment, Backend backend) {
        return new PropertiesWithoutEffect(environment).find(backend);
    }

    private List<String> find(Backend backend) {
        List<String> found = new ArrayList<>();
        if (!binder.bind("cachekit.outbox.enabled", Boolean.class).orElse(false)) {
            set(OF_THE_OUTBOX)
                    .map(set -> set + " would need an outbox, but cachekit.outbox.enabled is false;"
                            + " set it to true or remove the rest")
                    .ifPresent(found::add);
        }
        if (!backend.isShared()) {
            set(OF_REDIS)
                    .map(set -> set + " would need Redis, but the backend is " + backend.name()
                            + "; tell where Redis is or remove it")
                    .ifPresent(found::add);
        }
        return found;
    }

    /** Those that are set, with their values; none of them is a secret. */
    private Optional<String> set(List<String> properties) {
        List<String> set = new ArrayList<>();
        for (String property : properties) {
            binder.bind(property, String.class).ifBound(value -> set.add(property + " = " + value));
        }
        return set.isEmpty() ? Optional.empty() : Optional.of(String.join(" and ", set));
    }
}
