package dev.cachekit.strategy;

import dev.cachekit.call.Stages;
import dev.cachekit.near.Kept;
import dev.cachekit.spi.Entry;
import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.Freshness;
import dev.cachekit.spi.Token;
import dev.cachekit.strategy.ReloadRules.Step;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What hits set off in the background: reloads and verifications. At most one of the two per hit, because the load of a call
 * runs once. Safe for use by many threads.
 */
final class Upkeep {

    private final ReadParts parts;
    private final CachePorts ports;
    private final ReloadGate gate;
    private final Verifier verifier;

    Upkeep(ReadParts parts) {
        this.parts = parts;
        this.ports = parts.ports();
        this.gate = new ReloadGate(ports.scheduler());
        this.verifier = new Verifier(ports);
    }

    ReloadGate gate() {
        return gate;
    }

    /** Decides what a call does with a value it has found. */
    Step stepFor(CacheRegion<?> region, Entry entry, Freshness freshness) {
        return region.reloadRules()
                .stepFor(
                        freshness, entry.loadTime(), ThreadLocalRandom.current().nextDouble());
    }

    /** Sets off what a hit sets off, without waiting for it. */
    <V extends @Nullable Object> void after(
            Step step, CacheRegion<V> region, EntryKey key, Entry served, Load<V> load) {
        if (step == Step.SERVE_AND_RELOAD) {
            reload(region, key, served.token(), load);
        } else if (region.isSampled(ThreadLocalRandom.current())) {
            verifier.offer(region, new ServedValue.Stored(ports, key, served), load);
        }
    }

    /** Sets off what a hit in this process sets off. */
    <V extends @Nullable Object> void afterNear(CacheRegion<V> region, EntryKey key, Kept<V> served, Load<V> load) {
        if (region.isSampled(ThreadLocalRandom.current())) {
            verifier.offer(region, new ServedValue.Near<>(region, key, served), load);
        }
    }

    /** Has values reloaded with one load, as far as nobody here does so already. */
    <V extends @Nullable Object> void reload(CacheRegion<V> region, Map<EntryKey, Token> values, BulkLoad<V> load) {
        Map<EntryKey, Token> mine = new LinkedHashMap<>(values);
        mine.entrySet().removeIf(value -> !gate.enter(value.getKey(), value.getValue()));
        if (mine.isEmpty()) {
            return;
        }
        begin(
                region,
                () -> new BulkReload<>(parts, region, mine, load).run().thenApply(done -> Duration.ZERO),
                rest -> leave(mine, rest));
    }

    private void leave(Map<EntryKey, Token> values, Duration rest) {
        values.forEach((key, value) -> gate.leave(key, value, rest));
    }

    private <V extends @Nullable Object> void reload(CacheRegion<V> region, EntryKey key, Token value, Load<V> load) {
        if (!gate.enter(key, value)) {
            return;
        }
        begin(region, () -> new Reload<>(parts, region, key, load).run(value), rest -> gate.leave(key, value, rest));
    }

    /** Whatever becomes of a reload, the gate is left. */
    private void begin(CacheRegion<?> region, Supplier<CompletionStage<Duration>> reload, Consumer<Duration> leave) {
        boolean begun = ports.background()
                .run(() -> Stages.begun(reload)
                        .whenComplete((rest, failure) -> leave.accept(failure == null ? rest : ReloadRules.REST)));
        if (!begun) {
            leave.accept(Duration.ZERO);
            ports.listener().onSkipped(region.name(), "reload");
        }
    }
}
