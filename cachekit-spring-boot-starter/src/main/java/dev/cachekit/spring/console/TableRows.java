package dev.cachekit.spring.console;

import dev.cachekit.Band;
import dev.cachekit.CacheStats;
import dev.cachekit.InvalidConfigurationException;
import dev.cachekit.engine.CacheKitEngine;
import dev.cachekit.limit.Limiter;
import dev.cachekit.operation.CacheSettings;
import dev.cachekit.spring.console.ConsoleSnapshot.CacheState;
import dev.cachekit.spring.console.ConsoleSnapshot.LimiterState;
import dev.cachekit.spring.console.ConsoleSnapshot.LockState;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/** What the tables show: a row for each cache, rate limiter and lock. Asks no store. */
record TableRows(CacheKitEngine engine, ConsoleFigures figures) {

    List<CacheState> caches() {
        return engine.regions().types().entrySet().stream()
                .map(cache -> cache(cache.getKey(), cache.getValue()))
                .toList();
    }

    private CacheState cache(String name, Type type) {
        CacheSettings settings = engine.regions().settings(name);
        CacheFigures.OfCache counted = figures.caches().shown(name);
        return new CacheState(
                name,
                type.getTypeName(),
                text(settings),
                settings.near().enabled(),
                engine.nearSize(name),
                stats(engine.inspection().stats(name)),
                counted.stale.all(),
                counted.fillsRefused.all(),
                counted.storeFailures.all(),
                counted.loads.percentiles(),
                figures.caches().isShared(name));
    }

    private static String text(CacheSettings settings) {
        return settings.ttl().isForever() ? "for ever" : text(settings.ttl().duration());
    }

    private static Map<String, Long> stats(CacheStats stats) {
        Map<String, Long> figures = new LinkedHashMap<>();
        figures.put("hits", stats.hits());
        figures.put("nearHits", stats.nearHits());
        figures.put("misses", stats.misses());
        figures.put("loads", stats.loads());
        figures.put("loadFailures", stats.loadFailures());
        figures.put("loadMicros", stats.totalLoadTime().toNanos() / 1000);
        figures.put("waits", stats.waits());
        figures.put("puts", stats.puts());
        figures.put("invalidations", stats.invalidations());
        figures.put("corrupt", stats.corrupt());
        return figures;
    }

    /** Those that somebody has asked for, and those without bands that somebody has tried. */
    List<LimiterState> limiters() {
        TreeSet<String> names = new TreeSet<>(figures.limiters().all().keySet());
        engine.limiters().all().stream()
                .map(Limiter::name)
                .filter(name -> !names.contains(name) && !figures.limiters().isShared(name))
                .limit(Math.max(0, ByName.MOST - names.size()))
                .toList()
                .forEach(names::add);
        return names.stream().map(this::limiter).toList();
    }

    private LimiterState limiter(String name) {
        LimiterFigures.OfLimiter counted = figures.limiters().shown(name);
        return new LimiterState(
                name,
                engine.limiters().find(name).map(TableRows::bands).orElse(List.of()),
                counted.granted.sum(),
                counted.refused.all(),
                counted.shadowed.sum(),
                counted.storeFailures.sum(),
                counted.waits.percentiles());
    }

    private static List<String> bands(Limiter limiter) {
        try {
            return limiter.settings().bands().value().stream()
                    .map(TableRows::text)
                    .toList();
        } catch (InvalidConfigurationException incomplete) {
            return List.of();
        }
    }

    List<LockState> locks() {
        return figures.locks().all().entrySet().stream()
                .map(lock -> lock(lock.getKey(), lock.getValue()))
                .toList();
    }

    private static LockState lock(String name, LockFigures.OfLock counted) {
        return new LockState(
                name,
                counted.acquired.sum(),
                counted.busy.sum(),
                counted.released.sum(),
                counted.lost.sum(),
                counted.failures.sum(),
                counted.waits.percentiles(),
                counted.holds.percentiles());
    }

    private static String text(Band band) {
        String burst = band.burst() == band.permits() ? "" : ", burst " + text(band.burst());
        return text(band.permits()) + " per " + text(band.per()) + burst + ", "
                + band.algorithm().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String text(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** {@code PT1H30M} as {@code 1h30m}. */
    private static String text(Duration time) {
        return time.toString().substring(2).toLowerCase(Locale.ROOT);
    }
}
