package dev.cachekit.spring.aop.plan;

import dev.cachekit.recovery.Removal;
import dev.cachekit.spi.CacheSpace;
import dev.cachekit.spi.Channel;
import dev.cachekit.spi.EntryKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/** Tells a topic what was removed. A message is lost while the store is away. Safe for use by many threads. */
final class InvalidationNews {

    private static final Logger log = LoggerFactory.getLogger(InvalidationNews.class);
    private static final JsonMapper JSON = new JsonMapper();

    private final String topic;
    private final Channel channel;

    InvalidationNews(String topic, Channel channel) {
        this.topic = topic;
        this.channel = channel;
    }

    void publish(CacheSpace space, Removal removal) {
        channel.publish(topic, JSON.writeValueAsBytes(message(space, removal))).whenComplete((sent, failure) -> {
            if (failure != null) {
                log.warn("topic {} was not told of an invalidation: {}", topic, failure.toString());
            }
        });
    }

    private static Map<String, @Nullable Object> message(CacheSpace space, Removal removal) {
        Map<String, @Nullable Object> message = new LinkedHashMap<>();
        message.put("cache", space.cache());
        message.put("keys", removal instanceof Removal.Keys some ? texts(some) : List.of());
        message.put("tags", removal instanceof Removal.Tags some ? new TreeSet<>(some.tags()) : List.of());
        message.put("pattern", removal instanceof Removal.Pattern some ? some.glob() : null);
        message.put("all", removal instanceof Removal.Clear);
        return message;
    }

    private static List<String> texts(Removal.Keys some) {
        return some.keys().stream().map(EntryKey::text).toList();
    }
}
