package dev.cachekit.spring.autoconfigure;

import dev.cachekit.engine.CacheKitEngine;
import dev.cachekit.spring.actuate.ServerVersion;
import dev.cachekit.spring.cache.CacheKitCacheManager;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextRefreshedEvent;

/** Tells once, when the application has started, what CacheKit works on and which settings have no use. */
final class StartReport implements ApplicationListener<ContextRefreshedEvent> {

    private static final Logger log = LoggerFactory.getLogger(StartReport.class);

    private final ApplicationContext context;
    private final CacheKitEngine engine;
    private final AppName app;
    private final CacheOptionsResolver options;
    private final Named configured;
    private final @Nullable RedisStatus redis;

    StartReport(
            ApplicationContext context,
            CacheKitEngine engine,
            AppName app,
            CacheOptionsResolver options,
            Named configured,
            @Nullable RedisStatus redis) {
        this.context = context;
        this.engine = engine;
        this.app = app;
        this.options = options;
        this.configured = configured;
        this.redis = redis;
    }

    /**
     * What is configured by name beside the caches.
     *
     * @param limiters rate limiters
     * @param flights single flights
     * @param locks locks
     */
    record Named(Set<String> limiters, Set<String> flights, Set<String> locks) {}

    /**
     * What is known of Redis.
     *
     * @param place where its address came from
     * @param server answers with its version
     * @param limit how long to wait for that
     */
    record RedisStatus(String place, ServerVersion server, Duration limit) {}

    @Override
    public void onApplicationEvent(ContextRefreshedEvent event) {
        if (event.getApplicationContext() == context) { // the contexts below this one tell us of theirs
            report();
        }
    }

    private void report() {
        Set<String> used = new TreeSet<>(options.annotated());
        used.addAll(engine.regions().types().keySet());
        tellWhatIsUsed(used);
        for (String cache : new TreeSet<>(options.configured())) {
            warnIfUnused(cache, used);
        }
        new TreeSet<>(configured.limiters()).forEach(this::warnIfUnused);
        new TreeSet<>(configured.flights()).forEach(this::warnIfFlightIsUnused);
        new TreeSet<>(configured.locks()).forEach(this::warnIfLockIsUnused);
        used.addAll(options.configured());
        used.forEach(this::warnOfOptionsWithoutEffect);
        PropertiesWithoutEffect.in(context.getEnvironment(), engine.backend())
                .forEach(found -> log.warn("Options without effect: {}", found));
        warnIfSpringsCachesAreHeldByOthers();
    }

    /** One line for people, and the same in fields. */
    private void tellWhatIsUsed(Set<String> used) {
        List<String> near = used.stream()
                .filter(cache -> engine.regions().settings(cache).near().enabled())
                .toList();
        String version = redis == null ? "" : version(redis);
        LoggingEventBuilder event = log.atInfo()
                .addKeyValue("backend", engine.backend().name())
                .addKeyValue("app", app.name())
                .addKeyValue("caches", used)
                .addKeyValue("nearCaches", near);
        if (redis != null) {
            event = event.addKeyValue("redisVersion", version);
        }
        event.log("CacheKit: backend {}, app {}, caches {}, near caches {}", backend(version), app.name(), used, near);
    }

    private void warnIfSpringsCachesAreHeldByOthers() {
        boolean wanted = context.getEnvironment().getProperty(SpringCacheCondition.ENABLED, Boolean.class, false);
        if (wanted && context.getBeanNamesForType(CacheKitCacheManager.class).length == 0) {
            log.warn(
                    "Options without effect: {} = true would let CacheKit hold Spring's caches, but a CacheManager or"
                            + " CacheResolver of the application holds them; remove that bean or the option",
                    SpringCacheCondition.ENABLED);
        }
    }

    private void warnOfOptionsWithoutEffect(String cache) {
        List<String> found = OptionsWithoutEffect.in(engine.regions().settings(cache), options.sources(cache));
        if (!found.isEmpty()) {
            log.warn("Cache {} has options without effect: {}", cache, String.join("; ", found));
        }
    }

    private static void warnIfUnused(String cache, Set<String> used) {
        if (!used.contains(cache)) {
            log.warn(
                    "cachekit.caches.{}: a configured cache should be used, but no annotation names it and no bean has"
                            + " asked for it so far; correct the name or remove it",
                    cache);
        }
    }

    private void warnIfUnused(String limiter) {
        if (engine.limiters().find(limiter).isEmpty()) {
            log.warn(
                    "cachekit.rate-limiters.{}: a configured limiter should be used, but no annotation names it and no bean"
                            + " has asked for it so far; correct the name or remove it",
                    limiter);
        }
    }

    private void warnIfFlightIsUnused(String flight) {
        if (!engine.flightBook().isUsed(flight)) {
            log.warn(
                    "cachekit.single-flight.flights.{}: a configured single flight should be used, but no annotation names it"
                            + " and no bean has asked for it so far; correct the name or remove it",
                    flight);
        }
    }

    private void warnIfLockIsUnused(String lock) {
        if (!engine.locks().isUsed(lock)) {
            log.warn(
                    "cachekit.locks.{}: a configured lock should be used, but no annotation names it and no bean has asked for"
                            + " it so far; correct the name or remove it",
                    lock);
        }
    }

    private String backend(String version) {
        String name = engine.backend().name();
        return redis == null
                ? name
                : name + " (" + (version.isEmpty() ? "not reachable" : "Redis " + version) + "; address from "
                        + redis.place() + ")";
    }

    /** Empty if it does not answer. */
    private static String version(RedisStatus redis) {
        try {
            return redis.server()
                    .read()
                    .toCompletableFuture()
                    .orTimeout(redis.limit().toMillis(), TimeUnit.MILLISECONDS)
                    .join();
        } catch (CompletionException away) {
            log.warn("CacheKit: Redis does not answer; calls reach their methods until it does");
            return "";
        }
    }
}
