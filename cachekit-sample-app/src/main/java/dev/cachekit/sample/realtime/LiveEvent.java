package dev.cachekit.sample.realtime;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.cachekit.sample.chat.MessageView;
import dev.cachekit.sample.notification.NotificationKind;
import dev.cachekit.sample.presence.OnlineUser;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an open page is told, as JSON; the fields that a type does not need are left out.
 *
 * @param type {@code hello}, {@code message}, {@code typing}, {@code presence}, {@code notification}, or {@code again} if
 *     some of these may have been missed, so that the page has to read anew what it shows
 * @param user who it is about: who has sent, types, has come or gone, posts, likes, follows
 * @param online of {@code presence}: whether the user is online now
 * @param everybody of {@code hello}: who is online
 * @param conversationId of {@code message} and {@code typing}
 * @param message of {@code message}
 * @param kind of {@code notification}: what has happened
 * @param postId of {@code notification}: the post it is about, if any
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record LiveEvent(
        String type,
        @Nullable OnlineUser user,
        @Nullable Boolean online,
        @JsonProperty("online_users") @Nullable List<OnlineUser> everybody,
        @Nullable Long conversationId,
        @Nullable MessageView message,
        @Nullable NotificationKind kind,
        @Nullable Long postId) {

    static LiveEvent hello(List<OnlineUser> everybody) {
        return new LiveEvent("hello", null, null, everybody, null, null, null, null);
    }

    static LiveEvent again() {
        return new LiveEvent("again", null, null, null, null, null, null, null);
    }

    static LiveEvent presence(OnlineUser user, boolean online) {
        return new LiveEvent("presence", user, online, null, null, null, null, null);
    }

    static LiveEvent message(OnlineUser sender, long conversationId, MessageView message) {
        return new LiveEvent("message", sender, null, null, conversationId, message, null, null);
    }

    static LiveEvent typing(OnlineUser writer, long conversationId) {
        return new LiveEvent("typing", writer, null, null, conversationId, null, null, null);
    }

    static LiveEvent notification(NotificationKind kind, @Nullable OnlineUser actor, @Nullable Long postId) {
        return new LiveEvent("notification", actor, null, null, null, null, kind, postId);
    }
}
