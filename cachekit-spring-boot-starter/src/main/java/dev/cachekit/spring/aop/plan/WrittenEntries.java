package dev.cachekit.spring.aop.plan;

import dev.cachekit.Ttl;
import dev.cachekit.operation.WriteThroughOperation;
import dev.cachekit.spring.aop.expression.CallExpression;
import dev.cachekit.strategy.CacheRegion;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a write stores.
 *
 * @param operation what the annotation says
 * @param entry yields the value, or with {@code keys} the values
 * @param version yields the version; null if there is none
 * @param lifetime decides how long a value is stored
 * @param tags names the tags of all values
 * @param userKeys yields the users' keys, for values that come as a map; null with one key
 */
record WrittenEntries(
        WriteThroughOperation operation,
        CallExpression entry,
        @Nullable CallExpression version,
        Lifetime lifetime,
        TagExpressions tags,
        @Nullable CallExpression userKeys) {

    /**
     * One value to store.
     *
     * @param value the value
     * @param version its version, null if it has none
     * @param ttl how long; empty to store nothing
     */
    record Written(@Nullable Object value, @Nullable Long version, Optional<Ttl> ttl) {}

    /** Evaluates the entries of a call, as many as it has keys. */
    List<Written> of(CacheRegion<?> region, Call call, @Nullable Object result, int count) {
        Object given = content(entry.value(call, result));
        Long number = version == null ? null : VersionNumber.of(operation.where(), version.value(call, result));
        List<Written> written = new ArrayList<>(count);
        for (Object value : userKeys == null ? one(given) : several(given, userKeys.value(call, result))) {
            written.add(new Written(value, number, lifetime.of(region, call, result, value)));
        }
        if (written.size() != count) {
            throw new IllegalStateException(operation.where() + ": there are " + count + " keys but " + written.size()
                    + " entries; give one entry per key, in the same order");
        }
        return written;
    }

    private static List<@Nullable Object> one(@Nullable Object value) {
        List<@Nullable Object> one = new ArrayList<>(1);
        one.add(value);
        return one;
    }

    private Iterable<? extends @Nullable Object> several(@Nullable Object given, @Nullable Object keys) {
        if (given instanceof Map<?, ?> byKey) {
            List<@Nullable Object> values = new ArrayList<>();
            ManyKeys.elements(operation.where(), keys).forEach(key -> values.add(byKey.get(key)));
            return values;
        }
        if (given instanceof Collection<?> || given == null || given.getClass().isArray()) {
            return ManyKeys.elements(operation.where(), given);
        }
        throw new IllegalStateException(
                operation.where() + ": with keys the entry must be a collection or a map but was a "
                        + given.getClass().getName() + "; use key for one entry");
    }

    private static @Nullable Object content(@Nullable Object given) {
        return given instanceof Optional<?> optional ? optional.orElse(null) : given;
    }
}
