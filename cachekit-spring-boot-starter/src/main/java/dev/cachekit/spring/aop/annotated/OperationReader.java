package dev.cachekit.spring.aop.annotated;

import dev.cachekit.annotation.FlightScope;
import dev.cachekit.annotation.Invalidate;
import dev.cachekit.annotation.Phase;
import dev.cachekit.annotation.SingleFlight;
import dev.cachekit.annotation.WriteThrough;
import dev.cachekit.operation.CacheAsideOperation;
import dev.cachekit.operation.CacheOptions;
import dev.cachekit.operation.InvalidateOperation;
import dev.cachekit.operation.SingleFlightOperation;
import dev.cachekit.operation.WriteThroughOperation;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes operations out of single annotations. One method per annotation. */
final class OperationReader {

    private OperationReader() {}

    /** Reads {@code @CacheAside}; without a name the cache is that of the method. */
    static CacheAsideOperation cacheAside(AttributeText attributes, String methodName) {
        return new CacheAsideOperation(
                attributes.where(),
                orElse(attributes.cache(), methodName),
                attributes.get("key"),
                attributes.get("keys"),
                attributes.get("condition"),
                attributes.get("unless"),
                attributes.list("tags"),
                LifetimeAttributes.expression(attributes, "ttl"),
                LifetimeAttributes.expression(attributes, "nullTtl"),
                SettingAttributes.of(attributes));
    }

    /** Reads {@code @CacheAside} where nothing is cached. */
    static CacheAsideOperation pastCache(AttributeText attributes, String methodName) {
        return new CacheAsideOperation(
                attributes.where(),
                orElse(attributes.cache(), methodName),
                "'none'",
                "",
                "false",
                "",
                List.of(),
                "",
                "",
                CacheOptions.NONE);
    }

    /** Reads {@link WriteThrough}. */
    static WriteThroughOperation writeThrough(AttributeText attributes) {
        return new WriteThroughOperation(
                attributes.where(),
                attributes.cache(),
                attributes.get("key"),
                attributes.get("keys"),
                attributes.get("entry"),
                attributes.get("version"),
                attributes.get("condition"),
                attributes.get("unless"),
                attributes.list("tags"),
                LifetimeAttributes.expression(attributes, "ttl"),
                LifetimeAttributes.expression(attributes, "nullTtl"),
                LifetimeAttributes.of(attributes));
    }

    /** Reads {@link Invalidate}. */
    static InvalidateOperation invalidate(AttributeText attributes) {
        return new InvalidateOperation(
                attributes.where(),
                attributes.cache(),
                attributes.get("key"),
                attributes.get("keys"),
                attributes.list("tags"),
                attributes.get("pattern"),
                attributes.annotation().getBoolean("all"),
                attributes.annotation().getEnum("phase", Phase.class),
                attributes.get("condition"),
                attributes.get("notifyTopic"));
    }

    /** Reads {@link SingleFlight}; without a name the flight is that of the method. */
    static SingleFlightOperation singleFlight(AttributeText attributes, String methodName) {
        return new SingleFlightOperation(
                attributes.where(),
                orElse(attributes.name("name"), methodName),
                attributes.get("key"),
                attributes.annotation().getEnum("scope", FlightScope.class),
                maxWait(attributes));
    }

    private static @Nullable Duration maxWait(AttributeText attributes) {
        String text = attributes.get("maxWait");
        return text.isEmpty() ? null : DurationText.duration(attributes.where("maxWait"), "maxWait", text);
    }

    private static String orElse(String name, String methodName) {
        return name.isEmpty() ? methodName : name;
    }
}
