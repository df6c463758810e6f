package dev.cachekit.spring.autoconfigure;

import dev.cachekit.InvalidConfigurationException;
import dev.cachekit.engine.CacheKitBuilder;
import dev.cachekit.operation.LockOptions;
import dev.cachekit.spring.aop.annotated.DurationText;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the configuration says of locks. All is read at once, so a mistake stops the start
 * even if the lock is never used.
 */
final class LockConfiguration {

    private static final String PREFIX = "cachekit.locks.";

    private final Map<String, LockOptions> byName = new HashMap<>();

    LockConfiguration(Map<String, LockProperties> properties) {
        properties.forEach((name, from) -> byName.put(name, read(PREFIX + name, from)));
    }

    CacheKitBuilder addTo(CacheKitBuilder builder) {
        return builder.locks(name -> byName.getOrDefault(name, LockOptions.NONE));
    }

    /** The locks that are configured. */
    Set<String> names() {
        return byName.keySet();
    }

    private static LockOptions read(String where, LockProperties from) {
        return new LockOptions(time(where, "max-wait", from.maxWait()), lease(where, from.lease()), false);
    }

    private static @Nullable Duration time(String where, String option, @Nullable String text) {
        return text == null ? null : DurationText.duration(where + "." + option, option, text);
    }

    private static @Nullable Duration lease(String where, @Nullable String text) {
        Duration lease = time(where, "lease", text);
        try {
            if (lease != null) {
                LockOptions.checkLease(where, lease);
            }
            return lease;
        } catch (IllegalArgumentException wrong) {
            throw new InvalidConfigurationException(
                    where + ".lease",
                    String.valueOf(lease),
                    "lease must be 1 ms to 365 days",
                    "leave it out to renew the lock while the method runs");
        }
    }
}
