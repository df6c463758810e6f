package dev.cachekit.spring.aop.annotated;

import dev.cachekit.InvalidConfigurationException;
import dev.cachekit.annotation.BackendFailure;
import dev.cachekit.annotation.LockMode;
import dev.cachekit.annotation.OnBusy;
import dev.cachekit.annotation.OnLost;
import dev.cachekit.operation.LockOptions;
import dev.cachekit.operation.WithLockOperation;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code @WithLock}. An attribute that is left at its default says nothing of the lock.
 *
 * @param attributes the attributes of one annotation
 */
record LockAttributes(AttributeText attributes) {

    WithLockOperation operation() {
        return new WithLockOperation(
                attributes.where(),
                attributes.name("name"),
                attributes.get("key"),
                attributes.get("keys"),
                new LockOptions(time("maxWait"), lease(), isLocal()),
                attributes.annotation().getEnum("mode", LockMode.class),
                onBusy(),
                attributes.get("fallback"),
                attributes.annotation().getEnum("onLost", OnLost.class));
    }

    private @Nullable Duration time(String attribute) {
        String text = attributes.get(attribute);
        return text.isEmpty() ? null : DurationText.duration(attributes.where(attribute), attribute, text);
    }

    private @Nullable Duration lease() {
        Duration lease = time("lease");
        if (lease != null) {
            checkLease(attributes.where(), lease);
        }
        return lease;
    }

    private static void checkLease(String where, Duration lease) {
        try {
            LockOptions.checkLease(where, lease);
        } catch (IllegalArgumentException wrong) {
            throw new InvalidConfigurationException(
                    where,
                    "lease = " + lease,
                    "lease must be 1 ms to 365 days",
                    "leave it out to renew the lock while the method runs");
        }
    }

    private boolean isLocal() {
        BackendFailure rule = attributes.annotation().getEnum("onBackendFailure", BackendFailure.class);
        if (rule == BackendFailure.OPEN) {
            throw new InvalidConfigurationException(
                    attributes.where(),
                    "onBackendFailure = OPEN",
                    "a method never runs without its lock",
                    "use CLOSED to refuse, or LOCAL to lock within this process");
        }
        return rule == BackendFailure.LOCAL;
    }

    private OnBusy onBusy() {
        OnBusy rule = attributes.annotation().getEnum("onBusy", OnBusy.class);
        boolean hasFallback = !attributes.get("fallback").isEmpty();
        if (rule == OnBusy.SKIP && hasFallback || rule == OnBusy.FALLBACK && !hasFallback) {
            throw new InvalidConfigurationException(
                    attributes.where(),
                    "onBusy = " + rule + ", fallback = \"" + attributes.get("fallback") + "\"",
                    "a fallback is called if onBusy is FALLBACK, and only then",
                    "set fallback alone, or onBusy = SKIP without it");
        }
        return hasFallback ? OnBusy.FALLBACK : rule;
    }
}
