package dev.cachekit.spring.actuate;

import dev.cachekit.InvalidConfigurationException;
import dev.cachekit.engine.CacheKitEngine;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;

/**
 * Does what operators ask of a cache as a whole.
 *
 * @param engine removes
 * @param changes changes settings
 */
record CacheAction(CacheKitEngine engine, CacheChanges changes) {

    private static final String RULE =
            "action must be one of clear, invalidate-tag, invalidate-pattern, set and reset; a tag or pattern stands in value,"
                    + " a change in setting and value";

    /** Tells whether the store has acknowledged it; settings change at once. */
    boolean run(String cache, @Nullable String action, @Nullable String setting, @Nullable String value) {
        try {
            return done(cache, String.valueOf(action), setting, value)
                    .orElseThrow(() -> refused("no cache is named so", null));
        } catch (InvalidConfigurationException wrong) {
            throw refused(Objects.requireNonNull(wrong.getMessage()), wrong);
        }
    }

    private Optional<Boolean> done(String cache, String action, @Nullable String setting, @Nullable String value) {
        return switch (action) {
            case "clear" -> engine.inspection().clear(cache);
            case "invalidate-tag" -> engine.inspection().invalidateTag(cache, given(value));
            case "invalidate-pattern" -> engine.inspection().invalidatePattern(cache, given(value));
            case "set" ->
                engine.regions().find(cache).map(found -> {
                    changes.set(cache, given(setting), given(value));
                    return true;
                });
            case "reset" ->
                engine.regions().find(cache).map(found -> {
                    changes.reset(cache);
                    return true;
                });
            default -> throw refused(RULE, null);
        };
    }

    private static String given(@Nullable String parameter) {
        if (parameter == null || parameter.isBlank()) {
            throw refused(RULE, null);
        }
        return parameter;
    }

    private static InvalidEndpointRequestException refused(String text, @Nullable Throwable cause) {
        return new InvalidEndpointRequestException(text, text, cause);
    }
}
