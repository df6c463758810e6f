package dev.cachekit.sample.session;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.Set;

/** The sessions of which the store does not know the latest: changed, or ended, while it was away. Thread-safe. */
final class Unsettled {

    private final Cache<String, Boolean> changed;
    private final Cache<String, Boolean> ended;

    /** After a session's time-out it makes no difference any more. */
    Unsettled(Duration timeout, Ticker ticker) {
        this.changed =
                Caffeine.newBuilder().expireAfterWrite(timeout).ticker(ticker).build();
        this.ended =
                Caffeine.newBuilder().expireAfterWrite(timeout).ticker(ticker).build();
    }

    void changed(String id) {
        changed.put(id, true);
    }

    void ended(String id) {
        changed.invalidate(id);
        ended.put(id, true);
    }

    /** True once for each change: the caller tells the store. */
    boolean takeChanged(String id) {
        return changed.asMap().remove(id) != null;
    }

    boolean hasEnded(String id) {
        return ended.getIfPresent(id) != null;
    }

    Set<String> allEnded() {
        return Set.copyOf(ended.asMap().keySet());
    }

    void unchanged(String id) {
        changed.invalidate(id);
    }

    void settled(String id) {
        changed.invalidate(id);
        ended.invalidate(id);
    }
}
