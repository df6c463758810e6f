package dev.cachekit.spring.autoconfigure;

import dev.cachekit.ValueFormat;
import dev.cachekit.operation.Consistency;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Below {@code cachekit.defaults} and {@code cachekit.profiles.<name>}.
 *
 * @param enabled Whether reads use the cache. If not they load, and fill nothing; what writes or removes goes on.
 * @param ttl How long a value lives: a duration, or "forever".
 * @param nullTtl How long a null lives: a duration, "forever", or 0 for never stored.
 * @param jitter Largest share by which a lifetime is shortened at random: at least 0 and below 1.
 * @param maxWait How long a caller waits for the load of another.
 * @param lease Within which time a loader whose process died is succeeded. The permission to load lasts a little less and is extended while the loader runs.
 * @param maxValueSize Encoded values above this size are not stored.
 * @param codec Format in which values are written: json, or smile or cbor, whose modules of Jackson must be on the class path.
 * @param compression Compression of values.
 * @param near A cache of objects in this process.
 * @param consistency How old a value may be that is served after its invalidation: bounded, or linear for not at all, which excludes a near cache.
 * @param staleOnError How far beyond its expiry a value may be served when loading fails. Default: never.
 * @param staleWhileRevalidate How far beyond its expiry a value is served at once while it is reloaded. Default: never.
 * @param refreshAhead Share of the lifetime after which a hit triggers a reload, at least 0 and below 1. Default: never.
 * @param softTimeout How long a load may take before a stale value is served instead. Default: any time.
 * @param hardTimeout How long a caller waits for a load at all. Default: any time.
 * @param maxElements Most elements of a collection, map or Flux that is stored, and most keys for which one call loads and stores values.
 * @param verify Share of the hits that are reloaded and compared, between 0 and 1. Default: none.
 * @param store What is stored: value, or reference, which is not available yet.
 */
record DefaultsProperties(
        @Nullable Boolean enabled,
        @Nullable String ttl,
        @Nullable String nullTtl,
        @Nullable Double jitter,
        @Nullable Duration maxWait,
        @Nullable Duration lease,
        @Nullable DataSize maxValueSize,
        @Nullable ValueFormat codec,
        @NestedConfigurationProperty @DefaultValue CompressionProperties compression,
        @NestedConfigurationProperty @DefaultValue NearProperties near,
        @Nullable Consistency consistency,
        @Nullable Duration staleOnError,
        @Nullable Duration staleWhileRevalidate,
        @Nullable Double refreshAhead,
        @Nullable Duration softTimeout,
        @Nullable Duration hardTimeout,
        @Nullable Integer maxElements,
        @Nullable Double verify,
        @Nullable ValueStore store) {}
