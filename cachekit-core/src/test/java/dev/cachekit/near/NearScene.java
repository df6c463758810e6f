package dev.cachekit.near;

import dev.cachekit.beat.Heartbeat;
import dev.cachekit.codec.JacksonCodec;
import dev.cachekit.contract.LaneBoard;
import dev.cachekit.contract.LossyBackplane;
import dev.cachekit.contract.ManualScheduler;
import dev.cachekit.operation.CopyMode;
import dev.cachekit.operation.NearSettings;
import dev.cachekit.spi.CacheListener;
import dev.cachekit.spi.CacheSpace;
import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.Lane;
import dev.cachekit.spi.LaneMessage.Key;
import dev.cachekit.spi.LaneMessage.Keys;
import dev.cachekit.spi.LaneMessage.Tags;
import dev.cachekit.spi.SizeLimits;
import dev.cachekit.spi.ValueCodec;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Near caches over lanes that a test moves, with a link to them that a test disturbs. */
final class NearScene {

    static final CacheSpace USERS = new CacheSpace("app", "users", "u");
    static final Duration SECOND = Duration.ofSeconds(1);
    static final Duration TTL = Duration.ofMinutes(1);

    final ManualScheduler time = new ManualScheduler();
    final LaneBoard lanes = new LaneBoard();
    final LossyBackplane link = new LossyBackplane(lanes);
    final Heartbeat heart = new Heartbeat(link, time);
    final List<String> events = new ArrayList<>();
    final NearTiers tiers = NearTiers.watching(link, heart, time, new Events());

    NearTier<@Nullable String> texts(CopyMode copy) {
        return tier(new NearSettings(true, 100, 0, TTL, copy), String.class);
    }

    <V> NearTier<V> tier(NearSettings settings, Type type) {
        return tiers.create(USERS, settings, type, codec(type));
    }

    static ValueCodec codec(Type type) {
        return JacksonCodec.create().forType(type, new SizeLimits(Long.MAX_VALUE, Long.MAX_VALUE));
    }

    static EntryKey key(String text) {
        return new EntryKey(USERS, text);
    }

    static <V extends @Nullable Object> NearValue<V> value(V value, String... tags) {
        Type type = value == null ? String.class : value.getClass();
        return new NearValue<>(value, codec(type).encode(value), Duration.ofDays(1), List.of(tags), true);
    }

    /** Reads and keeps, with nothing in between. */
    static <V extends @Nullable Object> boolean fill(NearTier<V> tier, String key, V value, String... tags) {
        return tier.put(tier.ticket(key(key)), value(value, tags));
    }

    static boolean holds(NearTier<?> tier, String key) {
        return tier.get(key(key)) != null;
    }

    static <V> V served(NearTier<V> tier, String key) {
        return Objects.requireNonNull(tier.get(key(key))).value();
    }

    /** Another process removes a key. */
    void removeElsewhere(String key) {
        lanes.raise(key(key).lane(), new Keys(List.of(new Key(USERS.prefix(), key))));
    }

    /** Another process invalidates tags. */
    void invalidateElsewhere(String... tags) {
        lanes.raise(Lane.home(USERS.cache()), new Tags(USERS.prefix(), List.of(tags)));
    }

    private final class Events implements CacheListener {

        @Override
        public void onNearFillRefused(String cache) {
            events.add("refused");
        }

        @Override
        public void onNearEviction(String cache) {
            events.add("evicted");
        }

        @Override
        public void onNearDropped(String reason) {
            events.add(reason);
        }
    }
}
