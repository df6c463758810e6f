package dev.cachekit.strategy;

import dev.cachekit.Ttl;
import dev.cachekit.call.Stages;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a call does on a miss. Immutable.
 *
 * @param start begins the load; never throws, a failure is in the stage, bare
 * @param lifetime decides from the loaded value how long it is stored; empty to store nothing
 * @param tags names the tags of the loaded value
 * @param maxWait how long to wait for the load of another
 * @param lease how long the permission to load lasts unless extended
 * @param anew makes the load of one call, with decisions of its own, given the value it replaces, if that is still there; null
 *     where one load does for all
 * @param <V> the type of the value
 */
public record Load<V extends @Nullable Object>(
        Supplier<CompletionStage<V>> start,
        Function<@Nullable Object, Optional<Ttl>> lifetime,
        Tags tags,
        Duration maxWait,
        Duration lease,
        @Nullable Function<Supplier<Optional<Former<V>>>, Load<V>> anew) {

    /**
     * Makes a load that does for all calls.
     *
     * @param start begins the load; never throws, a failure is in the stage, bare
     * @param lifetime decides from the loaded value how long it is stored; empty to store nothing
     * @param tags names the tags of the loaded value
     * @param maxWait how long to wait for the load of another
     * @param lease how long the permission to load lasts unless extended
     */
    public Load(
            Supplier<CompletionStage<V>> start,
            Function<@Nullable Object, Optional<Ttl>> lifetime,
            Tags tags,
            Duration maxWait,
            Duration lease) {
        this(start, lifetime, tags, maxWait, lease, null);
    }

    /**
     * Makes a load with the settings of a cache.
     *
     * @param region the cache
     * @param loader computes the value on the thread that starts it
     * @param <V> the type of the value
     * @return the load
     */
    public static <V extends @Nullable Object> Load<V> of(CacheRegion<V> region, Callable<V> loader) {
        return starting(region, () -> Stages.computed(loader));
    }

    /**
     * Makes a load with the settings of a cache.
     *
     * @param region the cache
     * @param start begins the load
     * @param <V> the type of the value
     * @return the load
     */
    public static <V extends @Nullable Object> Load<V> starting(
            CacheRegion<V> region, Supplier<CompletionStage<V>> start) {
        return new Load<>(
                start,
                region::lifetimeOf,
                Tags.NONE,
                region.settings().maxWait(),
                region.settings().lease());
    }

    /**
     * Makes a load whose method sees the value that it replaces and decides about its entry.
     *
     * @param each makes the load of one call, given the value it replaces, empty if there is none; its loads must agree in
     *     whether they give tags
     * @param <V> the type of the value
     * @return the load
     */
    public static <V extends @Nullable Object> Load<V> deciding(Function<Supplier<Optional<Former<V>>>, Load<V>> each) {
        Load<V> one = each.apply(Optional::empty);
        return new Load<>(one.start, one.lifetime, one.tags, one.maxWait, one.lease, each);
    }

    /**
     * A value that a load replaces, null included.
     *
     * @param value the value
     * @param tags the tags of its entry
     * @param <V> the type of the value
     */
    public record Former<V extends @Nullable Object>(V value, List<String> tags) {

        /** Copies the tags. */
        public Former {
            tags = List.copyOf(tags);
        }
    }

    /** The load of one call. */
    Load<V> replacing(Supplier<Optional<Former<V>>> replaced) {
        return anew == null ? this : anew.apply(replaced);
    }

    /** Whether its method sees the value that it replaces. */
    boolean isDeciding() {
        return anew != null;
    }

    /**
     * Returns this load with another decision about the lifetime.
     *
     * @param decision gives the lifetime of a value; empty to store nothing
     * @return the new load
     */
    public Load<V> storedFor(Function<@Nullable Object, Optional<Ttl>> decision) {
        return new Load<>(start, decision, tags, maxWait, lease, anew);
    }

    /**
     * Returns this load with tags for its value.
     *
     * @param names names the tags, {@link Tags#NONE} for none
     * @return the new load
     */
    public Load<V> taggedBy(Tags names) {
        return new Load<>(start, lifetime, names, maxWait, lease, anew);
    }
}
