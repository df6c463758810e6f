package dev.cachekit.sample.demo;

import dev.cachekit.BackendUnavailableException;
import dev.cachekit.CacheKit;
import dev.cachekit.Topic;
import dev.cachekit.annotation.TopicListener;
import dev.cachekit.spring.autoconfigure.CacheKitRefresh;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.stereotype.Component;

/**
 * Switches the reads of all caches off and on while the application runs, on all nodes that hear of it: it changes
 * {@code cachekit.defaults.enabled} in the environment and has CacheKit read that again. Removals and writes go on, so nothing
 * old is served when the caches are on again. Safe for use by many threads.
 */
@Component
class CacheSwitch {

    private static final String TOPIC = "demo-cache-switch";
    private static final String SETTING = "cachekit.defaults.enabled";

    private final Map<String, Object> wanted = new ConcurrentHashMap<>();
    private final @Nullable CacheKitRefresh settings;
    private final Topic<Position> topic;

    CacheSwitch(CacheKit cacheKit, ObjectProvider<CacheKitRefresh> settings, ConfigurableEnvironment environment) {
        this.topic = cacheKit.topic(TOPIC, Position.class);
        this.settings = settings.getIfAvailable();
        environment.getPropertySources().addFirst(new MapPropertySource(TOPIC, wanted));
    }

    /** What the nodes tell each other. */
    record Position(boolean enabled) {}

    /** Whether there is anything to switch: not where CacheKit is off altogether. */
    boolean isMovable() {
        return settings != null;
    }

    /** Whether reads use the caches of this node. */
    boolean isOn() {
        return settings != null && !Boolean.FALSE.equals(wanted.get(SETTING));
    }

    /**
     * Switches this node, and tells the others.
     *
     * @return false if the others could not be told, because Redis is away
     */
    boolean turn(boolean enabled) {
        heard(new Position(enabled));
        try {
            topic.publish(new Position(enabled));
            return true;
        } catch (BackendUnavailableException away) {
            return false;
        }
    }

    @TopicListener(TOPIC)
    void heard(Position position) {
        if (settings != null && position.enabled() != isOn()) {
            wanted.put(SETTING, position.enabled());
            settings.refresh();
        }
    }
}
