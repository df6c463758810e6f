package dev.cachekit.sample.reaction;

import dev.cachekit.BackendUnavailableException;
import dev.cachekit.Cache;
import dev.cachekit.CacheKit;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** How many like posts: the saved number from the cache, and the likes since then from counters in Redis. */
@Component
class LikeCounts {

    /** Far longer than it takes to save a number; then nobody asks for the counter any more. */
    private static final Duration COUNTER_TTL = Duration.ofHours(1);

    private final ReactionRows rows;
    private final LikeCounterNames names;
    private final CacheKit kit;
    private final Cache<Long, SavedLikes> cache;

    LikeCounts(ReactionRows rows, LikeCounterNames names, CacheKit kit) {
        this.rows = rows;
        this.names = names;
        this.kit = kit;
        this.cache = kit.cache("saved-likes", SavedLikes.class);
    }

    /** The numbers of those posts that exist; while Redis is away they are counted in the database. */
    Map<Long, Long> of(Collection<Long> postIds) {
        Map<Long, SavedLikes> saved = cache.getAll(postIds, rows::saved);
        try {
            return withCounters(saved);
        } catch (BackendUnavailableException redisAway) {
            return counted(saved);
        }
    }

    private Map<Long, Long> withCounters(Map<Long, SavedLikes> saved) {
        Map<String, Long> since =
                kit.counters(saved.values().stream().map(names::of).toList());
        Map<Long, Long> counts = new LinkedHashMap<>();
        saved.forEach((id, likes) ->
                counts.put(id, Math.max(0, likes.count() + since.getOrDefault(names.of(likes), 0L))));
        return counts;
    }

    private Map<Long, Long> counted(Map<Long, SavedLikes> saved) {
        Map<Long, Long> likes = rows.count(saved.keySet());
        Map<Long, Long> counts = new LinkedHashMap<>();
        saved.keySet().forEach(id -> counts.put(id, likes.getOrDefault(id, 0L)));
        return counts;
    }

    /** The counter that a change made now belongs to; to be asked for before the change. */
    String counterOf(long postId) {
        return names.of(saved(postId));
    }

    private SavedLikes saved(long postId) {
        return Objects.requireNonNull(cache.getAll(List.of(postId), rows::saved).get(postId));
    }

    /** Without Redis nothing is lost: the change is in the database, and its number will be saved from there. */
    void add(String counter, int change) {
        try {
            kit.counter(counter).increment(change, COUNTER_TTL);
        } catch (BackendUnavailableException redisAway) {
            // told by the health of the application
        }
    }
}
