package dev.cachekit.sample.realtime;

import dev.cachekit.AsyncTopic;
import dev.cachekit.CacheKit;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Whom the other nodes could not be told something, for want of Redis. When it is back, their pages are told to read anew: twice,
 * as what this node has changed meanwhile leaves the cache only some moments later. Safe for use by many threads.
 */
@Component
class Untold {

    private final AsyncTopic<Dispatch> topic;
    private final Set<Long> never = ConcurrentHashMap.newKeySet();
    private final Set<Long> once = ConcurrentHashMap.newKeySet();

    Untold(CacheKit cacheKit) {
        this.topic = cacheKit.topic(LiveDelivery.TOPIC, Dispatch.class).async();
    }

    void add(Collection<Long> userIds) {
        never.addAll(userIds);
    }

    /** Does not wait for Redis: while it is away, the next beat tries again. */
    @Scheduled(fixedDelay = 5_000)
    void beat() {
        tell(once, twice -> {});
        tell(never, once::addAll);
    }

    private void tell(Set<Long> users, Consumer<List<Long>> told) {
        List<Long> now = List.copyOf(users);
        if (now.isEmpty()) {
            return;
        }
        now.forEach(users::remove);
        topic.publish(new Dispatch(now, LiveEvent.again())).whenComplete((done, failure) -> {
            if (failure == null) {
                told.accept(now);
            } else {
                add(now);
            }
        });
    }
}
