package dev.cachekit.sample.realtime;

import dev.cachekit.AsyncTopic;
import dev.cachekit.CacheKit;
import dev.cachekit.annotation.TopicListener;
import dev.cachekit.sample.chat.MessageSent;
import dev.cachekit.sample.notification.NotificationsAdded;
import dev.cachekit.sample.presence.OnlineUser;
import dev.cachekit.sample.presence.PresenceChange;
import dev.cachekit.sample.profile.Profiles;
import dev.cachekit.sample.session.SessionEnd;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Brings events to the pages they concern: through a topic to all nodes, and from there to the open pages of the recipients.
 * While Redis is away the pages of this node are told all the same. Nobody keeps an event: a page that was not connected reads
 * anew what it shows, and so does one that may have missed something as its node, or that of the sender, was cut off.
 */
@Component
class LiveDelivery {

    static final String TOPIC = "live";

    private final AsyncTopic<Dispatch> topic;
    private final LiveSockets sockets;
    private final Untold untold;
    private final Profiles profiles;
    private final JsonMapper json;

    LiveDelivery(CacheKit cacheKit, LiveSockets sockets, Untold untold, Profiles profiles, JsonMapper json) {
        this.topic = cacheKit.topic(TOPIC, Dispatch.class).async();
        this.sockets = sockets;
        this.untold = untold;
        this.profiles = profiles;
        this.json = json;
    }

    /** Does not wait: who sends a message should not wait for those who read it. */
    void send(Collection<Long> recipientIds, LiveEvent event) {
        Dispatch dispatch = new Dispatch(List.copyOf(recipientIds), event);
        topic.publish(dispatch).whenComplete((done, failure) -> {
            if (failure != null) {
                untold.add(dispatch.recipientIds());
                arrived(dispatch);
            }
        });
    }

    @TopicListener(value = TOPIC, onMissed = "missed")
    void arrived(Dispatch dispatch) {
        sockets.send(dispatch.recipientIds(), text(dispatch.event()));
    }

    /** What the pages of this node were to be told meanwhile nobody knows. */
    void missed() {
        sockets.sendToAll(text(LiveEvent.again()));
    }

    /** Tells a page that has just come who is online; before that it may be told that its own user has come. */
    String hello(Set<OnlineUser> online) {
        return text(LiveEvent.hello(List.copyOf(online)));
    }

    private String text(LiveEvent event) {
        return json.writeValueAsString(event);
    }

    @EventListener
    void messageSent(MessageSent sent) {
        OnlineUser sender = new OnlineUser(sent.message().senderId(), sent.senderHandle());
        send(sent.memberIds(), LiveEvent.message(sender, sent.conversationId(), sent.message()));
    }

    @EventListener
    void notified(NotificationsAdded added) {
        send(added.userIds(), LiveEvent.notification(added.kind(), actor(added.actorId()), added.postId()));
    }

    private @Nullable OnlineUser actor(@Nullable Long id) {
        return id == null
                ? null
                : profiles.byId(id).map(one -> new OnlineUser(id, one.handle())).orElse(null);
    }

    /** Every node finds out by itself. */
    @EventListener
    void presenceChanged(PresenceChange change) {
        sockets.sendToAll(text(LiveEvent.presence(change.user(), change.online())));
    }

    /** Who has signed out is told nothing more. */
    @EventListener
    void sessionEnded(SessionEnd end) {
        sockets.endSession(end.id());
    }
}
