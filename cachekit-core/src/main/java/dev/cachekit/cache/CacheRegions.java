package dev.cachekit.cache;

import dev.cachekit.InvalidConfigurationException;
import dev.cachekit.KeyFunction;
import dev.cachekit.key.KeySpaces;
import dev.cachekit.near.NearTiers;
import dev.cachekit.operation.CacheOptions;
import dev.cachekit.operation.CacheSetting;
import dev.cachekit.operation.CacheSettings;
import dev.cachekit.spi.CacheSpace;
import dev.cachekit.spi.Codec;
import dev.cachekit.spi.SizeLimits;
import dev.cachekit.spi.ValueCodec;
import dev.cachekit.strategy.CacheRegion;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The caches of one CacheKit by name, each made once with the settings in force and the codec of its one value type. Safe
 * for use by many threads.
 */
public final class CacheRegions {

    private record Typed(Type type, CacheRegion<?> region) {}

    private final Codec codec;
    private final NearTiers near;
    private final SettingsBook settings;
    private final CacheKeys keys;
    private final ConcurrentMap<String, Typed> byName = new ConcurrentHashMap<>();
    private final Arrivals arrivals = new Arrivals();

    /**
     * Makes an empty set.
     *
     * @param codec makes the codecs
     * @param near makes the near caches
     * @param settings knows the settings of caches
     * @param spaces the application's part of the store
     * @param functions key functions, the first that applies to a cache makes its keys
     */
    public CacheRegions(
            Codec codec, NearTiers near, SettingsBook settings, KeySpaces spaces, List<KeyFunction> functions) {
        this.codec = codec;
        this.near = near;
        this.settings = settings;
        this.keys = new CacheKeys(spaces, functions, this::settings);
    }

    /**
     * Returns the cache of a name.
     *
     * @param name the cache's name
     * @param type the declared type of its values
     * @param <V> the type of its values
     * @return the cache
     * @throws InvalidConfigurationException if the cache holds another type, or values of the type cannot be read back
     */
    @SuppressWarnings("unchecked") // the type is compared below
    public <V extends @Nullable Object> CacheRegion<V> region(String name, Type type) {
        Typed known = byName.get(name);
        Typed typed = known != null ? known : made(name, type);
        if (!typed.type().equals(type)) {
            throw new InvalidConfigurationException(
                    "cache " + name,
                    type.getTypeName(),
                    "a cache holds values of one type and this one holds "
                            + typed.type().getTypeName(),
                    "give the values of the other type a cache of their own");
        }
        return (CacheRegion<V>) typed.region();
    }

    /**
     * Returns a cache that is in use.
     *
     * @param name the cache's name
     * @return the cache, empty if nobody has asked for it
     */
    public Optional<CacheRegion<?>> find(String name) {
        return Optional.ofNullable(byName.get(name)).map(Typed::region);
    }

    /**
     * Returns the settings in force for a cache, whether or not it is used.
     *
     * @param name the cache's name
     * @return the settings with their sources
     */
    public CacheSettings settings(String name) {
        return settings.of(name);
    }

    /**
     * Takes other options for all caches there are and will be. Calls under way go on with what they have read; those that begin
     * later, also in other threads, see all of it. What cannot be honoured leaves all as it was.
     *
     * @param options gives the options of a cache by its name, all sources laid over each other
     * @return the caches that have other settings now
     * @throws InvalidConfigurationException if a setting is among them that cannot change while the cache is used
     */
    public Set<String> reload(Function<String, CacheOptions> options) {
        return settings.reload(options, this::change);
    }

    /**
     * Returns the part of the store that belongs to a cache, whatever the type of its values.
     *
     * @param name the cache's name
     * @return the space
     */
    public CacheSpace space(String name) {
        return keys.space(name);
    }

    /**
     * Returns the part of the store that belongs to a cache of this application as another process names it: a cache that
     * nobody uses here, or one that has another key prefix there.
     *
     * @param name the cache's name
     * @param prefix the cache's prefix in that process, as {@link CacheSpace#prefix()} tells it
     * @return the space; no cache of this process is made, and none is kept from having the prefix
     * @throws InvalidConfigurationException if the prefix is blank or holds a brace
     */
    public CacheSpace spaceElsewhere(String name, String prefix) {
        return keys.elsewhere(name, prefix);
    }

    /**
     * Returns what makes texts out of keys.
     *
     * @return always the same
     */
    public CacheKeys keys() {
        return keys;
    }

    /**
     * Returns the first part of every key.
     *
     * @return the escaped name of the application
     */
    public String app() {
        return keys.app();
    }

    /**
     * Returns the value types of all caches in use.
     *
     * @return a copy, sorted by cache name
     */
    public Map<String, Type> types() {
        Map<String, Type> types = new TreeMap<>();
        byName.forEach((name, typed) -> types.put(name, typed.type()));
        return types;
    }

    /**
     * Returns the parts of the store that belong to the caches in use.
     *
     * @return a copy
     */
    public Collection<CacheSpace> spaces() {
        return byName.keySet().stream().map(this::space).toList();
    }

    /**
     * Tells how many values of a cache are kept in this process.
     *
     * @param name the cache's name
     * @return roughly how many; zero without a near cache
     */
    public long nearSize(String name) {
        return near.size(space(name));
    }

    /**
     * Tells for how long near caches have had nobody to vouch for what they keep.
     *
     * @return zero if there is no near cache, or all that they keep can be believed
     */
    public Duration nearBlindTime() {
        return near.blindTime();
    }

    /**
     * Tells of each cache: at once of those that are in use, and later of the others, when they are asked for.
     *
     * @param told is told each name once, by the thread that asks for the cache; must not ask for caches itself
     */
    public void onUse(Consumer<String> told) {
        arrivals.add(told);
    }

    /** Once more when others can find it: they may have changed its settings in between. */
    private Typed made(String name, Type type) {
        Typed made = byName.computeIfAbsent(name, same -> new Typed(type, make(name, type)));
        settings.steadily(name, this::change);
        arrivals.arrived(name);
        return made;
    }

    private void change(String name, CacheSettings now) {
        Typed typed = byName.get(name);
        if (typed != null) {
            typed.region().change(now);
            near.change(space(name), now.near());
        }
    }

    private CacheRegion<?> make(String name, Type type) {
        CacheSettings settings = settings(name);
        settings.origin().withoutContradiction("cache " + name);
        SizeLimits limits = new SizeLimits(settings.compressionThreshold(), settings.maxValueSize());
        ValueCodec values = codecOf(settings).forType(type, limits);
        CacheSpace space = space(name);
        if (!settings.near().enabled()) {
            return new CacheRegion<>(space, settings, values);
        }
        return new CacheRegion<>(space, settings, values, near.create(space, settings.near(), type, values));
    }

    private Codec codecOf(CacheSettings settings) {
        String source = settings.origin().find(CacheSetting.CODEC).orElseThrow().source();
        return codec.writing(settings.codec(), source);
    }
}
