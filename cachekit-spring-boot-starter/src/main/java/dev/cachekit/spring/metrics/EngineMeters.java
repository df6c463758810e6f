package dev.cachekit.spring.metrics;

import dev.cachekit.CacheStats;
import dev.cachekit.engine.CacheKitEngine;
import dev.cachekit.spi.BreakerState;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.util.List;
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
        engine.regions().onUse(cache -> {
            bindCache(registry, cache);
            events.begin(cache);
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

    private void bindCache(MeterRegistry registry, String cache) {
        counter(registry, CacheMeter.GETS, cache, CacheStats::hits, springTags(cache, "hit"));
        counter(registry, CacheMeter.GETS, cache, CacheStats::misses, springTags(cache, "miss"));
        counter(registry, CacheMeter.PUTS, cache, CacheStats::puts, Names.ofCache(cache));
        gauge(registry, CacheMeter.SIZE, kit -> kit.nearSize(cache), Names.ofCache(cache));
        counter(registry, CacheMeter.TIERS, cache, CacheStats::nearHits, cache, "near");
        counter(registry, CacheMeter.TIERS, cache, stats -> stats.hits() - stats.nearHits(), cache, "store");
        counter(registry, CacheMeter.TIERS, cache, CacheStats::misses, cache, "none");
        counter(registry, CacheMeter.INVALIDATIONS, cache, CacheStats::invalidations, cache);
        counter(registry, CacheMeter.UNREADABLE, cache, CacheStats::corrupt, cache);
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
            String cache,
            ToDoubleFunction<CacheStats> figure,
            String... values) {
        FunctionCounter.builder(
                        meter.getName(),
                        engine,
                        kit -> figure.applyAsDouble(kit.inspection().stats(cache)))
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
