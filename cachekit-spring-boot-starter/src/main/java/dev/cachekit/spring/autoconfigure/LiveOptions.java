package dev.cachekit.spring.autoconfigure;

import dev.cachekit.InvalidConfigurationException;
import dev.cachekit.engine.CacheKitEngine;
import dev.cachekit.operation.CacheOptions;
import dev.cachekit.operation.CacheSetting;
import dev.cachekit.spring.actuate.CacheChanges;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/**
 * The options of caches while the application runs: what operators have set, above what is configured. Either may change, and the
 * other stays. Safe for use by many threads.
 */
final class LiveOptions implements CacheChanges {

    private static final Logger log = LoggerFactory.getLogger(LiveOptions.class);
    private static final String SOURCE = "actuator/cachekit/";

    private final CacheKitEngine engine;
    private final ReentrantLock changing = new ReentrantLock();
    private Map<String, Map<String, String>> changes = Map.of();
    private CacheOptionsResolver configured;

    LiveOptions(CacheKitEngine engine, CacheOptionsResolver configured) {
        this.engine = engine;
        this.configured = configured;
    }

    @Override
    public void set(String cache, String setting, String value) {
        changed(cache, settings -> settings.put(known(cache, setting), value));
        log.info("Cache {} was given another {} by the actuator", cache, setting);
    }

    @Override
    public void reset(String cache) {
        changed(cache, Map::clear);
        log.info("Cache {} is as configured again", cache);
    }

    /** Takes over what is configured now; tells which caches have other settings then. */
    Set<String> configure(CacheOptionsResolver now) {
        changing.lock();
        try {
            Set<String> differing = apply(now, changes);
            configured = now;
            return differing;
        } finally {
            changing.unlock();
        }
    }

    private void changed(String cache, Consumer<Map<String, String>> change) {
        changing.lock();
        try {
            Map<String, Map<String, String>> next = new LinkedHashMap<>(changes);
            Map<String, String> settings = new LinkedHashMap<>(next.getOrDefault(cache, Map.of()));
            change.accept(settings);
            next.put(cache, settings);
            apply(configured, next);
            changes = next;
        } finally {
            changing.unlock();
        }
    }

    /** All or nothing: what cannot be honoured is thrown, and leaves all as it was. */
    private Set<String> apply(CacheOptionsResolver base, Map<String, Map<String, String>> above) {
        Map<String, CacheOptions> read = new LinkedHashMap<>();
        above.forEach((cache, settings) -> read.put(cache, options(cache, settings)));
        return engine.regions()
                .reload(cache -> read.getOrDefault(cache, CacheOptions.NONE).over(base.apply(cache)));
    }

    private static CacheOptions options(String cache, Map<String, String> settings) {
        String place = "cachekit.caches[" + cache + "]";
        Map<String, String> properties = new LinkedHashMap<>();
        settings.forEach((setting, value) -> properties.put(place + "." + setting, value));
        return Options.of(SOURCE + cache, bound(place, properties));
    }

    private static DefaultsProperties bound(String place, Map<String, String> properties) {
        try {
            return new Binder(new MapConfigurationPropertySource(properties))
                    .bindOrCreate(place, Bindable.of(DefaultsProperties.class), BindFailures.strict());
        } catch (BindException wrong) {
            throw wrong.getCause() instanceof InvalidConfigurationException told ? told : wrong;
        }
    }

    private static String known(String cache, String setting) {
        Set<String> names = CacheSetting.all().stream()
                .map(CacheSetting::name)
                .filter(name -> !name.equals(CacheSetting.KEY_PREFIX.name()))
                .collect(Collectors.toCollection(TreeSet::new));
        if (!names.contains(setting)) {
            throw new InvalidConfigurationException(
                    SOURCE + cache,
                    "'" + setting + "'",
                    "a setting must be one of " + names,
                    "write it as below cachekit.caches");
        }
        return setting;
    }
}
