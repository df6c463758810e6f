package dev.cachekit.sample.demo;

import dev.cachekit.BackendUnavailableException;
import dev.cachekit.CacheKit;
import dev.cachekit.Topic;
import dev.cachekit.annotation.TopicListener;
import dev.cachekit.spring.autoconfigure.CacheKitRefresh;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Switches the reads of all caches off and on while the application runs, on all nodes: it changes
 * {@code cachekit.defaults.enabled} in the environment and has CacheKit read that again. Removals and writes go on, so nothing
 * old is served when the caches are on again. Each node tells its position again every few seconds, and the latest change
 * holds; so one that could not be told, or starts later, follows. Safe for use by many threads.
 */
@Component
class CacheSwitch {

    private static final String TOPIC = "demo-cache-switch";
    private static final String SETTING = "cachekit.defaults.enabled";

    private final Map<String, Object> wanted = new ConcurrentHashMap<>();
    private final @Nullable CacheKitRefresh settings;
    private final Topic<Position> topic;
    private final Clock clock;
    private final ReentrantLock moving = new ReentrantLock();
    private volatile Position position = new Position(true, 0);

    CacheSwitch(
            CacheKit cacheKit,
            ObjectProvider<CacheKitRefresh> settings,
            ConfigurableEnvironment environment,
            Clock clock) {
        this.topic = cacheKit.topic(TOPIC, Position.class);
        this.settings = settings.getIfAvailable();
        this.clock = clock;
        environment.getPropertySources().addFirst(new MapPropertySource(TOPIC, wanted));
    }

    /**
     * What the nodes tell each other.
     *
     * @param changedMillis when somebody wanted it so, by the clock of the node that was asked, but always later than the
     *     change before that it knew of; 0 if nobody has wanted anything
     */
    record Position(boolean enabled, long changedMillis) {}

    /** Whether there is anything to switch: not where CacheKit is off altogether. */
    boolean isMovable() {
        return settings != null;
    }

    /** Whether reads use the caches of this node. */
    boolean isOn() {
        return settings != null && position.enabled();
    }

    /**
     * Switches this node, and tells the others.
     *
     * @return false if the others could not be told, because Redis is away
     */
    boolean turn(boolean enabled) {
        try {
            topic.publish(turned(enabled));
            return true;
        } catch (BackendUnavailableException away) {
            return false;
        }
    }

    private Position turned(boolean enabled) {
        moving.lock();
        try {
            Position next = new Position(enabled, Math.max(clock.millis(), position.changedMillis() + 1));
            move(next);
            return next;
        } finally {
            moving.unlock();
        }
    }

    /** Does not wait for Redis: what gets lost is told again with the next beat. */
    @Scheduled(fixedDelay = 5_000)
    void beat() {
        if (position.changedMillis() > 0) {
            topic.async().publish(position);
        }
    }

    @TopicListener(TOPIC)
    void heard(Position told) {
        moving.lock();
        try {
            if (told.changedMillis() > position.changedMillis()) {
                move(told);
            }
        } finally {
            moving.unlock();
        }
    }

    private void move(Position next) {
        boolean changes = next.enabled() != isOn();
        position = next;
        if (settings != null && changes) {
            wanted.put(SETTING, next.enabled());
            settings.refresh();
        }
    }
}
