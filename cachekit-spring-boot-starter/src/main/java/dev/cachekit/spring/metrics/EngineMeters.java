package dev.cachekit.spring.metrics;

import dev.cachekit.CacheStats;
import dev.cachekit.engine.CacheKitEngine;
import dev.cachekit.spi.BoundedNames;
import dev.cachekit.spi.BreakerState;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/**
 * Shows what CacheKit counts by itself. Nothing is added to a call: the figures are read when somebody looks. Safe for use by
 * many threads.
 */
public final class EngineMeters implements MeterBinder {

    private final CacheKitEngine engine;
    private final CacheMeters events;

    /**
     * Makes a binder.
     *
     * @param engine the caches
     * @param events counts the rest; it begins at zero with each cache
     */
    public EngineMeters(CacheKitEngine engine, CacheMeters events) {
        this.engine = engine;
        this.events = events;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        bindStore(registry);
        events.begin();
        Set<String> bound = ConcurrentHashMap.newKeySet();
        engine.regions().onUse(cache -> {
            String shown = events.shown(cache);
            if (bound.add(shown)) {
                bindCache(registry, shown);
            }
        });
    }

    private void bindStore(MeterRegistry registry) {
        for (BreakerState state : BreakerState.values()) {
            gauge(registry, StoreMeter.BREAKERS, kit -> breakers(kit, state), Names.of(state));
        }
        gauge(
                registry,
                StoreMeter.PENDING,
                kit -> kit.strategies().invalidator().pendingCount());
        age(
                registry,
                StoreMeter.PENDING_AGE,
                () -> engine.strategies().invalidator().pendingAge());
        age(registry, StoreMeter.NEAR_BLIND, () -> engine.regions().nearBlindTime());
    }

    private void bindCache(MeterRegistry registry, String shown) {
        counter(registry, CacheMeter.GETS, shown, CacheStats::hits, springTags(shown, "hit"));
        counter(registry, CacheMeter.GETS, shown, CacheStats::misses, springTags(shown, "miss"));
        counter(registry, CacheMeter.PUTS, shown, CacheStats::puts, Names.ofCache(shown));
        gauge(registry, CacheMeter.SIZE, kit -> sum(shown, kit::nearSize), Names.ofCache(shown));
        counter(registry, CacheMeter.TIERS, shown, CacheStats::nearHits, shown, "near");
        counter(registry, CacheMeter.TIERS, shown, stats -> stats.hits() - stats.nearHits(), shown, "store");
        counter(registry, CacheMeter.TIERS, shown, CacheStats::misses, shown, "none");
        counter(registry, CacheMeter.INVALIDATIONS, shown, CacheStats::invalidations, shown);
        counter(registry, CacheMeter.UNREADABLE, shown, CacheStats::corrupt, shown);
    }

    /** What one name stands for: a cache, or all those that are too many. */
    private double sum(String shown, ToDoubleFunction<String> figure) {
        return shown.equals(BoundedNames.OTHER)
                ? engine.regions().types().keySet().stream()
                        .filter(cache -> events.shown(cache).equals(shown))
                        .mapToDouble(figure)
                        .sum()
                : figure.applyAsDouble(shown);
    }

    private static String[] springTags(String cache, String result) {
        String[] names = Names.ofCache(cache);
        return new String[] {names[0], names[1], names[2], result};
    }

    private static double breakers(CacheKitEngine engine, BreakerState state) {
        return engine.breakers().values().stream().filter(each -> each == state).count();
    }

    private void counter(
            MeterRegistry registry,
            CacheKitMeter meter,
            String shown,
            ToDoubleFunction<CacheStats> figure,
            String... values) {
        FunctionCounter.builder(
                        meter.getName(),
                        engine,
                        kit -> sum(
                                shown,
                                cache -> figure.applyAsDouble(kit.inspection().stats(cache))))
                .description(meter.text().meaning())
                .tags(MeterBook.tags(meter.text(), List.of(values)))
                .register(registry);
    }

    private void gauge(
            MeterRegistry registry, CacheKitMeter meter, ToDoubleFunction<CacheKitEngine> figure, String... values) {
        Gauge.builder(meter.getName(), engine, figure)
                .description(meter.text().meaning())
                .tags(MeterBook.tags(meter.text(), List.of(values)))
                .register(registry);
    }

    private static void age(MeterRegistry registry, CacheKitMeter meter, Supplier<Duration> age) {
        TimeGauge.builder(
                        meter.getName(),
                        age,
                        TimeUnit.SECONDS,
                        time -> time.get().toNanos() / 1e9)
                .description(meter.text().meaning())
                .strongReference(true)
                .register(registry);
    }
}
