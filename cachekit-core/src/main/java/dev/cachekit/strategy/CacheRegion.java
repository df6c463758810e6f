package dev.cachekit.strategy;

import dev.cachekit.CacheKitException;
import dev.cachekit.Ttl;
import dev.cachekit.near.NearSight;
import dev.cachekit.near.NearTier;
import dev.cachekit.operation.CacheSettings;
import dev.cachekit.spi.CacheSpace;
import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.Freshness;
import dev.cachekit.spi.Payload;
import dev.cachekit.spi.UnreadableValueException;
import dev.cachekit.spi.ValueCodec;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One cache as the strategies see it: its place in the store, its settings, and the form of its one value type.
 * The settings may change, all at once; a call that reads them before and after goes on with what it finds. Safe for use by many
 * threads.
 *
 * @param <V> the type of the values
 */
public final class CacheRegion<V extends @Nullable Object> {

    private static final Logger log = LoggerFactory.getLogger(CacheRegion.class);

    private final CacheSpace space;
    private final ValueForm<V> form;
    private final @Nullable NearTier<V> near;
    private final MissStreak misses = new MissStreak();
    private final Set<String> warned = ConcurrentHashMap.newKeySet();
    private volatile Rules rules;

    /** What changes together. */
    private record Rules(CacheSettings settings, ReloadRules reload, boolean servesUnseen) {

        static Rules of(CacheSettings settings) {
            boolean servesUnseen = settings.enabled() && settings.verify() == 0;
            return new Rules(settings, new ReloadRules(settings.reload()), servesUnseen);
        }
    }

    /**
     * Makes a region without a near cache.
     *
     * @param space the cache's part of the store
     * @param settings the settings in force
     * @param codec the codec of the values' declared type, which the caller vouches is {@code V}
     */
    public CacheRegion(CacheSpace space, CacheSettings settings, ValueCodec codec) {
        this(space, settings, codec, null);
    }

    /**
     * Makes a region.
     *
     * @param space the cache's part of the store
     * @param settings the settings in force
     * @param codec the codec of the values' declared type, which the caller vouches is {@code V}
     * @param near its near cache; null if it has none
     */
    public CacheRegion(CacheSpace space, CacheSettings settings, ValueCodec codec, @Nullable NearTier<V> near) {
        this.space = space;
        this.form = new ValueForm<>(codec, () -> settings().maxElements());
        this.near = near;
        this.rules = Rules.of(settings);
    }

    /**
     * Returns the cache's name.
     *
     * @return the name
     */
    public String name() {
        return space.cache();
    }

    /**
     * Returns the cache's part of the store.
     *
     * @return the space
     */
    public CacheSpace space() {
        return space;
    }

    /**
     * Returns the settings in force.
     *
     * @return the settings
     */
    public CacheSettings settings() {
        return rules.settings();
    }

    /**
     * Takes other settings from now on.
     *
     * @param now differs in what may change while a cache is used
     */
    public void change(CacheSettings now) {
        rules = Rules.of(now);
    }

    /**
     * Makes a key of this cache.
     *
     * @param text the escaped text of the user's key
     * @return the key
     */
    public EntryKey key(String text) {
        return new EntryKey(space, text);
    }

    /**
     * Returns how long a value is kept, by the settings.
     *
     * @param value the value
     * @return its lifetime, shortened by jitter; empty if it is not to be stored
     */
    public Optional<Ttl> lifetimeOf(@Nullable Object value) {
        CacheSettings settings = settings();
        Optional<Ttl> lifetime = value == null ? settings.nullTtl() : Optional.of(settings.ttl());
        return lifetime.map(ttl -> jittered(ttl, settings.jitter()));
    }

    /**
     * Returns how values become bytes and come back.
     *
     * @return always the same
     */
    public ValueForm<V> form() {
        return form;
    }

    /**
     * Tells whether a value is kept in this process, too.
     *
     * @param key the key
     * @return whether a read would be answered without asking the store
     */
    public boolean isNear(EntryKey key) {
        return look(key).state() == NearSight.State.SERVED;
    }

    /**
     * Tells what this process keeps of a key, for people.
     *
     * @param key the key
     * @return how a read here would go
     */
    public NearSight look(EntryKey key) {
        return near == null ? NearSight.NOTHING : near.look(key);
    }

    /**
     * Tells whether a read that could load is answered by a value of a certain age without waiting for a load.
     *
     * @param freshness how old the value is
     * @return false if it is loaded anew first
     */
    public boolean serves(Freshness freshness) {
        return reloadRules().stepFor(freshness, Duration.ZERO, 1) != ReloadRules.Step.LOAD;
    }

    /**
     * Tells whether a value of a certain age may be served because loading goes wrong.
     *
     * @param freshness how old the value is
     * @return true if so
     */
    public boolean keepsInReserve(Freshness freshness) {
        return reloadRules().canStandIn(freshness);
    }

    @Nullable
    NearTier<V> near() {
        return near;
    }

    /** What the last reads of one key that could load have found in the store. */
    MissStreak misses() {
        return misses;
    }

    ReloadRules reloadRules() {
        return rules.reload();
    }

    /**
     * Tells whether reads use the cache. If not they load, and fill nothing; what writes or removes goes on, so that nothing is
     * served afterwards that was removed meanwhile.
     *
     * @return false while it is switched off
     */
    public boolean isEnabled() {
        return settings().enabled();
    }

    /** Tells whether a near hit needs nothing of its call: reads use the cache, and no hit is verified. */
    boolean servesUnseen() {
        return rules.servesUnseen();
    }

    /** Tells whether a share of the hits is verified. */
    boolean isVerified() {
        return settings().verify() > 0;
    }

    /** Draws whether a hit is to be verified. */
    boolean isSampled(Random random) {
        return isVerified() && random.nextDouble() < settings().verify();
    }

    /** Logs that a value went to its caller only: the first of each reason as a warning, the others at debug. */
    void tellUnstored(String reason, CacheKitException why) {
        if (warned.add(reason)) {
            log.atWarn()
                    .addKeyValue("cache", name())
                    .addKeyValue("reason", reason)
                    .log("{}: {}; more of this at debug", this, why.getMessage());
        } else {
            log.debug("{}: {}", this, why.getMessage());
        }
    }

    private static Ttl jittered(Ttl ttl, double jitter) {
        return ttl.shortenedBy(jitter * ThreadLocalRandom.current().nextDouble());
    }

    Payload encode(V value) {
        return form.encode(value);
    }

    V decode(Payload payload) throws UnreadableValueException {
        return form.decode(payload);
    }

    @Override
    public String toString() {
        return "cache " + name();
    }
}
