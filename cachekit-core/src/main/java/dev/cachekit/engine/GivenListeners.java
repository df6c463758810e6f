package dev.cachekit.engine;

import dev.cachekit.spi.CacheListener;
import dev.cachekit.spi.TopicEvents;
import java.util.ArrayList;
import java.util.List;

/** The listeners that a builder is given. For use by one thread until the CacheKit is built. */
final class GivenListeners {

    private final List<CacheListener> ofCaches = new ArrayList<>();
    private final List<TopicEvents> ofTopics = new ArrayList<>();

    void add(CacheListener listener) {
        ofCaches.add(listener);
    }

    void add(TopicEvents listener) {
        ofTopics.add(listener);
    }

    CacheListener ofCaches(CacheListener... ours) {
        List<CacheListener> all = new ArrayList<>(ofCaches);
        all.addAll(List.of(ours));
        all.add(new FailureLog());
        return new Listeners(all);
    }

    TopicEvents ofTopics() {
        return new TopicListeners(ofTopics);
    }
}
