package dev.cachekit.cache;

import dev.cachekit.CacheStats;
import dev.cachekit.Explanation;
import dev.cachekit.call.Caller;
import dev.cachekit.call.Outcome;
import dev.cachekit.key.GlobText;
import dev.cachekit.recovery.Removal;
import dev.cachekit.strategy.CacheRegion;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What operators may ask of caches by name, keys by their text. Shows no value. Safe for use by many threads.
 *
 * @param regions the caches
 * @param views what they work with
 */
public record CacheInspection(CacheRegions regions, CacheViews views) {

    /**
     * Returns what was counted for a cache in this process.
     *
     * @param cache the cache's name
     * @return the figures; all zero if it was not used
     */
    public CacheStats stats(String cache) {
        return views.stats().stats(cache);
    }

    /**
     * Tells what the store holds under a key, and why; what this process knows if the store does not answer. Blocks within the
     * deadline.
     *
     * @param cache the cache's name
     * @param keyText the text of the key, as it stands in the store
     * @return what is there, without the value; empty if nobody has asked for the cache
     * @throws dev.cachekit.InvalidConfigurationException if no key has such a text
     */
    public Optional<Explanation> explain(String cache, String keyText) {
        return regions.find(cache)
                .map(region -> Outcome.of(new Explainer(
                                views.ports(), region, views.strategies().reader(), views.history(), Caller.BLOCKING)
                        .explain(GivenTexts.key(region, keyText))));
    }

    /**
     * Removes one key of a cache. Blocks within the deadline.
     *
     * @param cache the cache's name
     * @param keyText the text of the key, as it stands in the store
     * @return true if the store has acknowledged it, false if it is queued; empty if nobody has asked for the cache
     * @throws dev.cachekit.InvalidConfigurationException if no key has such a text
     */
    public Optional<Boolean> invalidate(String cache, String keyText) {
        return regions.find(cache)
                .map(region -> remove(region, new Removal.Keys(List.of(GivenTexts.key(region, keyText)))));
    }

    /**
     * Removes all entries of a cache. Blocks within the deadline.
     *
     * @param cache the cache's name
     * @return true if the store has acknowledged it, false if it is queued; empty if nobody has asked for the cache
     */
    public Optional<Boolean> clear(String cache) {
        return regions.find(cache).map(region -> remove(region, new Removal.Clear(region.space())));
    }

    /**
     * Removes the entries of a cache that carry a tag. Blocks within the deadline.
     *
     * @param cache the cache's name
     * @param tag the tag
     * @return true if the store has acknowledged it, false if it is queued; empty if nobody has asked for the cache
     * @throws dev.cachekit.InvalidConfigurationException if no value can have such a tag
     */
    public Optional<Boolean> invalidateTag(String cache, String tag) {
        return regions.find(cache)
                .map(region -> remove(region, new Removal.Tags(region.space(), Set.of(GivenTexts.tag(region, tag)))));
    }

    /**
     * Removes the entries of a cache whose keys match a glob. Blocks until the scan has ended.
     *
     * @param cache the cache's name
     * @param glob pattern over the texts of keys
     * @return true if the store has acknowledged it, false if it is queued; empty if nobody has asked for the cache
     * @throws dev.cachekit.InvalidConfigurationException if the glob is empty or incomplete
     */
    public Optional<Boolean> invalidatePattern(String cache, String glob) {
        String checked = GlobText.of("cache " + cache, glob);
        return regions.find(cache).map(region -> remove(region, new Removal.Pattern(region.space(), checked)));
    }

    /**
     * Returns what was removed of late, as far as this process heard of it since it was first asked.
     *
     * @return the latest first
     */
    public List<RemovalHistory.Recent> recentRemovals() {
        return views.history().recent();
    }

    private boolean remove(CacheRegion<?> region, Removal removal) {
        return Outcome.of(views.strategies().invalidator().remove(region.space(), removal, Caller.BLOCKING));
    }
}
