package dev.cachekit.sample.session;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the store may not know: the sessions changed while it was away, and all that have ended, as it may lose everything and
 * be given them back by a node that has not heard. Safe for use by many threads.
 */
final class Unsettled {

    private final Cache<String, Boolean> changed;

    /** Whether the store and the other nodes have been told. */
    private final Cache<String, Boolean> ended;

    /**
     * Makes one that knows of nothing.
     *
     * @param timeout after that time a change makes no difference, as the session has ended
     * @param memory how long an end is remembered: a session that is used on another node may be much older than its time-out
     */
    Unsettled(Duration timeout, Duration memory, Ticker ticker) {
        this.changed =
                Caffeine.newBuilder().expireAfterWrite(timeout).ticker(ticker).build();
        this.ended =
                Caffeine.newBuilder().expireAfterWrite(memory).ticker(ticker).build();
    }

    void changed(String id) {
        changed.put(id, true);
    }

    /** True once for each change: the caller tells the store. */
    boolean takeChanged(String id) {
        return changed.asMap().remove(id) != null;
    }

    void ended(String id) {
        changed.invalidate(id);
        ended.put(id, false);
    }

    boolean hasEnded(String id) {
        return ended.getIfPresent(id) != null;
    }

    Set<String> allEnded() {
        return Set.copyOf(ended.asMap().keySet());
    }

    /** The ended ones of which the store has not been told. */
    Set<String> untold() {
        return ended.asMap().entrySet().stream()
                .filter(each -> !each.getValue())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** The store knows of the end; true once for each: the caller tells the other nodes. */
    boolean settled(String id) {
        changed.invalidate(id);
        return !Boolean.TRUE.equals(ended.asMap().put(id, true));
    }
}
