package dev.cachekit.spring.cache;

import dev.cachekit.Cache;
import dev.cachekit.TypeRef;
import dev.cachekit.call.Caller;
import dev.cachekit.call.Outcome;
import dev.cachekit.call.Stages;
import dev.cachekit.engine.CacheKitEngine;
import dev.cachekit.recovery.Removal;
import dev.cachekit.spi.CacheSpace;
import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.ValueTooLargeException;
import dev.cachekit.strategy.CacheInvalidator;
import dev.cachekit.strategy.CacheReader.Found;
import dev.cachekit.strategy.CacheRegion;
import dev.cachekit.strategy.Load;
import dev.cachekit.strategy.OpenLoad;
import dev.cachekit.strategy.TooManyElementsException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.function.SingletonSupplier;

/**
 * A cache of ours behind one of Spring's. It is made when it is first used, so that who only asks for its name does not decide
 * on the type of its values. Safe for use by many threads.
 */
@SuppressWarnings("NullAway") // Java 17 does not read annotations of type arguments from class files
final class BridgedCache {

    private static final Logger log = LoggerFactory.getLogger(BridgedCache.class);

    private final String name;
    private final CacheKitEngine engine;
    private final CacheCallers callers;
    private final SingletonSupplier<Made> made;

    BridgedCache(String name, CacheTypes types, CacheCallers callers) {
        this.name = name;
        this.engine = callers.engine();
        this.callers = callers;
        this.made = SingletonSupplier.of(() -> make(types));
    }

    private record Made(CacheValues values, CacheRegion<@Nullable Object> region, Cache<Object, Object> view) {}

    private Made make(CacheTypes types) {
        CacheValues values = types.valuesOf(name);
        CacheRegion<@Nullable Object> region = types.region(values);
        @SuppressWarnings("unchecked") // the type is the one of the region
        TypeRef<Object> type = (TypeRef<Object>) TypeRef.of(values.type());
        return new Made(values, region, engine.cache(name, type));
    }

    String name() {
        return name;
    }

    boolean storesNulls() {
        return engine.regions().settings(name).nullTtl().isPresent();
    }

    Cache<Object, Object> view() {
        return made.obtain().view();
    }

    /** Refuses what cannot be stored; also for values that come from a load. */
    @Nullable
    Object admitted(@Nullable Object value) {
        return made.obtain().values().admitted(value);
    }

    CompletionStage<Optional<Found<@Nullable Object>>> find(@Nullable Object key, Caller caller) {
        return engine.strategies().reader().find(region(), keyOf(key), caller);
    }

    CompletionStage<@Nullable Object> load(
            @Nullable Object key, Supplier<CompletionStage<@Nullable Object>> start, Caller caller) {
        Load<@Nullable Object> load = Load.starting(
                region(),
                () -> Stages.then(callers.contexts().afresh(start), value -> Stages.computed(() -> admitted(value))));
        return engine.strategies().reader().get(region(), keyOf(key), load, caller);
    }

    /** Opens a load that Spring runs, between its look-up and its put. */
    CompletionStage<Optional<OpenLoad<@Nullable Object>>> open(@Nullable Object key, Caller caller) {
        return engine.strategies().reader().open(region(), keyOf(key), caller);
    }

    void store(OpenLoad<@Nullable Object> load, @Nullable Object value) {
        Object admitted = admitted(value);
        Caller caller = callers.ofChange();
        end(caller, load.store(admitted, caller));
    }

    void giveUp(OpenLoad<@Nullable Object> load) {
        Caller caller = callers.ofChange();
        end(caller, load.giveUp(caller));
    }

    void put(@Nullable Object key, @Nullable Object value) {
        Object admitted = admitted(value);
        Caller caller = callers.ofChange();
        region().lifetimeOf(admitted)
                .map(ttl -> engine.strategies().writer().put(region(), keyOf(key), admitted, ttl, caller))
                .ifPresent(put -> end(caller, put));
    }

    boolean putIfAbsent(@Nullable Object key, @Nullable Object value) {
        Object admitted = admitted(value);
        return region().lifetimeOf(admitted)
                .map(ttl -> Outcome.of(
                        engine.strategies().writer().putIfAbsent(region(), keyOf(key), admitted, ttl, Caller.BLOCKING)))
                .orElse(false);
    }

    void remove(@Nullable Object key) {
        remove(new Removal.Keys(List.of(keyOf(key))));
    }

    void removeNow(@Nullable Object key) {
        removeNow(new Removal.Keys(List.of(keyOf(key))));
    }

    void clear() {
        remove(new Removal.Clear(space()));
    }

    void clearNow() {
        removeNow(new Removal.Clear(space()));
    }

    private void remove(Removal removal) {
        Caller caller = callers.ofChange();
        end(caller, invalidator().remove(space(), removal, caller));
    }

    /** Within a transaction also after its commit: until then others may load what it is about to change. */
    private void removeNow(Removal removal) {
        Caller caller = callers.ofChange();
        CompletionStage<Boolean> removed = invalidator().removeNow(space(), removal, caller);
        if (callers.inTransaction()) {
            invalidator().remove(space(), removal, caller);
        }
        end(caller, removed);
    }

    /** That a value is too large shows when it is encoded, and is no mistake of the caller's. */
    private void end(Caller caller, CompletionStage<?> change) {
        if (!caller.staysOnItsThread()) {
            change.whenComplete((done, failure) -> warn(failure));
            return;
        }
        try {
            Outcome.of(change);
        } catch (ValueTooLargeException | TooManyElementsException tooLarge) {
            warn(tooLarge);
        }
    }

    private void warn(@Nullable Throwable failure) {
        if (failure != null) {
            log.warn("Spring cache {}: {}", name, Stages.cause(failure).getMessage());
        }
    }

    private CacheInvalidator invalidator() {
        return engine.strategies().invalidator();
    }

    private CacheRegion<@Nullable Object> region() {
        return made.obtain().region();
    }

    private CacheSpace space() {
        return engine.regions().space(name);
    }

    private EntryKey keyOf(@Nullable Object key) {
        return new EntryKey(space(), engine.keys().text(name, CacheKeyParts.of(key)));
    }
}
