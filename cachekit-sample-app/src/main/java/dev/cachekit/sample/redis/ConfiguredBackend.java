package dev.cachekit.sample.redis;

import java.util.stream.Stream;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.ConfigurationPropertyState;
import org.springframework.core.env.Environment;

/** Whether the user has already said where cached data goes, in any of the ways CacheKit knows. */
final class ConfiguredBackend {

    private ConfiguredBackend() {}

    static boolean isIn(Environment environment) {
        return !environment.getProperty("cachekit.enabled", Boolean.class, true)
                || !environment.getProperty("cachekit.backend", "auto").equals("auto")
                || environment.containsProperty("REDIS_URL")
                || environment.containsProperty("CACHEKIT_REDIS_URL")
                || Stream.of("url", "config", "cluster", "sentinel")
                        .anyMatch(way -> hasAny(environment, "cachekit.redis." + way))
                || hasAny(environment, "spring.data.redis");
    }

    /** True for the property itself and for anything below it, whichever way it is spelled. */
    private static boolean hasAny(Environment environment, String name) {
        ConfigurationPropertyName property = ConfigurationPropertyName.of(name);
        for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
            if (source.getConfigurationProperty(property) != null
                    || source.containsDescendantOf(property) == ConfigurationPropertyState.PRESENT) {
                return true;
            }
        }
        return false;
    }
}
