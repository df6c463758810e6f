package dev.cachekit.spring.autoconfigure;

import java.util.Locale;
import java.util.Set;
import org.springframework.boot.actuate.endpoint.SanitizableData;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;

/** Hides our passwords where the actuator is told to show values: all of a password, and of a URL what stands before the host. */
final class HiddenSecrets implements SanitizingFunction {

    private static final Set<String> PASSWORDS = Set.of("cachekit.redis.password", "cachekit.redis.sentinel.password");
    private static final Set<String> ADDRESSES =
            Set.of("cachekit.redis.url", "cachekit.redis.sentinel.nodes", "cachekit.redis.cluster.nodes", "redis.url");

    @Override
    public SanitizableData apply(SanitizableData data) {
        String name = data.getKey()
                .toLowerCase(Locale.ROOT)
                .replace('_', '.')
                .replaceAll("\\[?\\d+]?$", "")
                .replaceAll("\\.$", "");
        if (PASSWORDS.contains(name)) {
            return data.withSanitizedValue();
        }
        Object value = data.getValue();
        if (value == null || !ADDRESSES.contains(name)) {
            return data;
        }
        return data.withValue(value.toString().replaceAll("([a-zA-Z]*://)?[^,\\s]*@", "$1***@"));
    }
}
