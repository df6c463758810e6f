package dev.cachekit.spring.aop.plan;

import dev.cachekit.spi.Channel;
import dev.cachekit.spi.EntryKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/** Tells a topic what was removed. A message is lost while the store is away. Safe for use by many threads. */
final class InvalidationNews {

    private static final Logger log = LoggerFactory.getLogger(InvalidationNews.class);
    private static final JsonMapper JSON = new JsonMapper();
    private static final String EVERYTHING = "*";

    private final String topic;
    private final Channel channel;

    InvalidationNews(String topic, Channel channel) {
        this.topic = topic;
        this.channel = channel;
    }

    void publish(Removal removal) {
        channel.publish(topic, JSON.writeValueAsBytes(message(removal))).whenComplete((sent, failure) -> {
            if (failure != null) {
                log.warn("topic {} was not told of an invalidation: {}", topic, failure.toString());
            }
        });
    }

    private static Map<String, @Nullable Object> message(Removal removal) {
        boolean all = EVERYTHING.equals(removal.glob());
        Map<String, @Nullable Object> message = new LinkedHashMap<>();
        message.put("cache", removal.space().cache());
        message.put("keys", removal.keys().stream().map(EntryKey::text).toList());
        message.put("tags", List.of());
        message.put("pattern", all ? null : removal.glob());
        message.put("all", all);
        return message;
    }
}
