package dev.cachekit.near;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import dev.cachekit.beat.Heartbeat;
import dev.cachekit.operation.NearSettings;
import dev.cachekit.spi.Backplane;
import dev.cachekit.spi.CacheListener;
import dev.cachekit.spi.CacheSpace;
import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.Lane;
import dev.cachekit.spi.LaneMessage;
import dev.cachekit.spi.LaneMessage.Key;
import dev.cachekit.spi.LaneMessage.Keys;
import dev.cachekit.spi.LaneMessage.Removed;
import dev.cachekit.spi.LaneMessage.Tags;
import dev.cachekit.spi.Scheduler;
import dev.cachekit.spi.ValueCodec;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The near caches of one CacheKit. Never blocks; safe for use by many threads.
 *
 * <p>Whoever invalidates tells it after the store has acknowledged, or after the invalidation was queued, and before
 * returning. Never before: until the store has acknowledged, its old value may still be read and kept.
 */
public final class NearTiers {

    private final ConcurrentMap<String, NearTier<?>> byPrefix = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, Consumer<NearSettings>> bounds = new ConcurrentHashMap<>();
    private final NearPorts ports;
    private final Supplier<Duration> blindTime;
    private final Runnable onFirst;
    private final AtomicBoolean used = new AtomicBoolean();

    private NearTiers(Scheduler scheduler, CacheListener listener) {
        this.ports = new NearPorts(scheduler, Lanes.ALWAYS_LIVE, listener);
        this.blindTime = () -> Duration.ZERO;
        this.onFirst = () -> {};
    }

    private NearTiers(Backplane backplane, Heartbeat heartbeat, Scheduler scheduler, CacheListener listener) {
        LaneWatch watch = new LaneWatch(scheduler, new Heard(byPrefix, listener));
        this.ports = new NearPorts(scheduler, watch, listener);
        this.blindTime = watch::blindTime;
        this.onFirst = () -> {
            backplane.listen(watch);
            heartbeat.addListener(watch);
            heartbeat.start();
        };
    }

    /**
     * Makes an empty set over a store that others change, too. It begins to listen with the first near cache.
     *
     * @param backplane tells of changes
     * @param heartbeat confirms that all were told
     * @param scheduler the clock
     * @param listener is told what happens
     * @return the set
     */
    public static NearTiers watching(
            Backplane backplane, Heartbeat heartbeat, Scheduler scheduler, CacheListener listener) {
        return new NearTiers(backplane, heartbeat, scheduler, listener);
    }

    /**
     * Makes an empty set over a store that nobody else can change.
     *
     * @param scheduler the clock
     * @param listener is told what happens
     * @return the set
     */
    public static NearTiers alone(Scheduler scheduler, CacheListener listener) {
        return new NearTiers(scheduler, listener);
    }

    /**
     * Makes the near cache of a cache.
     *
     * @param space the cache
     * @param settings its settings
     * @param type the declared type of the values
     * @param codec reads them
     * @param <V> the type of the values
     * @return a new near cache, which takes the place of an earlier one
     */
    public <V extends @Nullable Object> NearTier<V> create(
            CacheSpace space, NearSettings settings, Type type, ValueCodec codec) {
        FillGuard guard = new FillGuard(Lane.home(space.cache()));
        Sharing<V> sharing = Sharing.of(settings.copy(), type, codec);
        Cache<String, NearEntry<V>> kept = entries(space, settings);
        NearTier<V> tier = new NearTier<>(space.cache(), settings.ttl(), sharing, ports, guard, kept.asMap());
        bounds.put(space.prefix(), now -> {
            tier.keepAtMost(now.ttl());
            bound(kept, now);
        });
        byPrefix.put(space.prefix(), tier);
        if (used.compareAndSet(false, true)) {
            onFirst.run();
        }
        return tier;
    }

    /**
     * Changes how much the near cache of a cache keeps, and for how long. What is kept already goes as soon as it would by then.
     *
     * @param space the cache; without effect if it has no near cache
     * @param now its settings, which measure by the same as before
     */
    public void change(CacheSpace space, NearSettings now) {
        bounds.getOrDefault(space.prefix(), none -> {}).accept(now);
    }

    private static void bound(Cache<?, ?> kept, NearSettings now) {
        kept.policy().expireAfterWrite().ifPresent(expiry -> expiry.setExpiresAfter(now.ttl()));
        kept.policy()
                .eviction()
                .ifPresent(limit -> limit.setMaximum(limit.isWeighted() ? now.maxWeight() : now.maxSize()));
    }

    /**
     * Notes what is known of invalidations of a key.
     *
     * @param key the key
     * @return to be shown when a value is put; null if the key's cache has no near cache
     */
    public @Nullable Ticket ticket(EntryKey key) {
        NearTier<?> tier = byPrefix.get(key.space().prefix());
        return tier == null ? null : tier.ticket(key);
    }

    /**
     * Removes keys.
     *
     * @param keys the keys, of any caches
     */
    public void invalidate(Collection<EntryKey> keys) {
        if (byPrefix.isEmpty()) {
            return;
        }
        keys.forEach(key -> in(byPrefix, key.space().prefix(), tier -> tier.invalidate(key.text())));
    }

    /**
     * Removes all keys of a cache.
     *
     * @param space the cache
     */
    public void clear(CacheSpace space) {
        in(byPrefix, space.prefix(), NearTier::clear);
    }

    /**
     * Removes what carries one of some tags.
     *
     * @param space the cache
     * @param tags the tags
     */
    public void invalidateTags(CacheSpace space, Collection<String> tags) {
        in(byPrefix, space.prefix(), tier -> tier.invalidateTags(tags));
    }

    /**
     * Tells how many entries the near cache of a cache holds, those included that would not be served any more.
     *
     * @param space the cache
     * @return roughly how many; zero if it has no near cache
     */
    public long size(CacheSpace space) {
        NearTier<?> tier = byPrefix.get(space.prefix());
        return tier == null ? 0 : tier.size();
    }

    /**
     * Tells for how long near caches have had nobody to vouch for what they keep, in at least one of the lanes.
     *
     * @return zero if there is no near cache, or all that they keep can be believed
     */
    public Duration blindTime() {
        return used.get() ? blindTime.get() : Duration.ZERO;
    }

    private static void in(ConcurrentMap<String, NearTier<?>> byPrefix, String prefix, Consumer<NearTier<?>> removal) {
        NearTier<?> tier = byPrefix.get(prefix);
        if (tier != null) {
            removal.accept(tier);
        }
    }

    private <V extends @Nullable Object> Cache<String, NearEntry<V>> entries(CacheSpace space, NearSettings settings) {
        Caffeine<String, NearEntry<V>> map = Caffeine.newBuilder()
                .expireAfterWrite(settings.ttl())
                .ticker(ports.seen())
                .executor(Runnable::run)
                .evictionListener((@Nullable String key, @Nullable NearEntry<V> entry, RemovalCause cause) ->
                        ports.listener().onNearEviction(space.cache()));
        return (settings.maxWeight() > 0
                        ? map.maximumWeight(settings.maxWeight())
                                .weigher((String key, NearEntry<V> entry) -> entry.weight())
                        : map.maximumSize(settings.maxSize()))
                .build();
    }

    /** Does what the store tells. */
    private record Heard(ConcurrentMap<String, NearTier<?>> byPrefix, CacheListener listener) implements Removals {

        @Override
        public void remove(Lane lane, Removed removed) {
            if (removed instanceof Keys keys) {
                keys.keys().forEach(this::removeKey);
            } else if (removed instanceof LaneMessage.Cache cache) {
                in(byPrefix, cache.prefix(), tier -> tier.drop(lane));
            } else if (removed instanceof Tags tags) {
                in(byPrefix, tags.prefix(), tier -> tier.invalidateTags(tags.tags()));
            }
        }

        @Override
        public void drop(Lane lane, DropReason reason) {
            byPrefix.values().forEach(tier -> tier.drop(lane));
            listener.onNearDropped(reason.word());
        }

        private void removeKey(Key key) {
            in(byPrefix, key.prefix(), tier -> tier.invalidate(key.text()));
        }
    }
}
