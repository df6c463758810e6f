package dev.cachekit.sample.realtime;

import dev.cachekit.Band;
import dev.cachekit.CacheKit;
import dev.cachekit.RateLimiter;
import dev.cachekit.sample.chat.Conversations;
import dev.cachekit.sample.presence.OnlineUser;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;

/** Tells the other members of a conversation that somebody is writing. Whoever tells it too often is not heard. */
@Component
class Typing {

    private final Conversations conversations;
    private final LiveDelivery delivery;
    private final RateLimiter limiter;

    Typing(Conversations conversations, LiveDelivery delivery, CacheKit cacheKit) {
        this.conversations = conversations;
        this.delivery = delivery;
        this.limiter = cacheKit.rateLimiter("typing", Band.tokenBucket(20, Duration.ofSeconds(10)));
    }

    /** Does nothing for somebody who is no member. */
    void started(OnlineUser writer, long conversationId) {
        if (!limiter.tryAcquire(Long.toString(writer.id())).allowed()) {
            return;
        }
        List<Long> members = conversations
                .newest(conversationId)
                .map(newest -> newest.memberIds())
                .orElse(List.of());
        if (members.contains(writer.id())) {
            List<Long> others =
                    members.stream().filter(member -> member != writer.id()).toList();
            delivery.send(others, LiveEvent.typing(writer, conversationId));
        }
    }
}
