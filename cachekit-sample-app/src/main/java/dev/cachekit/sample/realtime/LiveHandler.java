package dev.cachekit.sample.realtime;

import dev.cachekit.sample.presence.OnlineUser;
import dev.cachekit.sample.presence.Presence;
import dev.cachekit.sample.security.SignedIn;
import jakarta.websocket.Session;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.PongMessage;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.adapter.NativeWebSocketSession;
import org.springframework.web.socket.handler.ConcurrentWebSocketSessionDecorator;
import org.springframework.web.socket.handler.TextWebSocketHandler;
import org.springframework.web.socket.server.support.HttpSessionHandshakeInterceptor;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The server's end of every open page's connection. What a page can say is that its user is typing. */
@Component
class LiveHandler extends TextWebSocketHandler {

    private static final int SEND_MILLIS = 5_000;
    private static final int WAITING_BYTES = 64 * 1024;
    private static final String TOMCATS_LIMIT = "org.apache.tomcat.websocket.BLOCKING_SEND_TIMEOUT";

    private final LiveSockets sockets;
    private final LiveDelivery delivery;
    private final Typing typing;
    private final Presence presence;
    private final JsonMapper json;
    private final Clock clock;

    LiveHandler(
            LiveSockets sockets,
            LiveDelivery delivery,
            Typing typing,
            Presence presence,
            JsonMapper json,
            Clock clock) {
        this.sockets = sockets;
        this.delivery = delivery;
        this.typing = typing;
        this.presence = presence;
        this.json = json;
        this.clock = clock;
    }

    record Said(@Nullable String type, @Nullable Long conversationId) {}

    /** One that reads slower than it is told is closed, and reads anew when it comes back. */
    @Override
    public void afterConnectionEstablished(WebSocketSession session) {
        if (session instanceof NativeWebSocketSession given && given.getNativeSession() instanceof Session tomcats) {
            tomcats.getUserProperties().put(TOMCATS_LIMIT, (long) SEND_MILLIS);
        }
        WebSocketSession safe = new ConcurrentWebSocketSessionDecorator(session, SEND_MILLIS, WAITING_BYTES);
        LiveSocket socket = new LiveSocket(safe, user(session), httpSession(session), clock.instant());
        sockets.add(socket);
        socket.send(delivery.text(LiveEvent.hello(List.copyOf(presence.online()))));
    }

    private static OnlineUser user(WebSocketSession session) {
        if (session.getPrincipal() instanceof Authentication authentication
                && authentication.getPrincipal() instanceof SignedIn user) {
            return new OnlineUser(user.id(), user.handle());
        }
        throw new IllegalStateException("/ws is for those who have signed in");
    }

    private static @Nullable String httpSession(WebSocketSession session) {
        return Objects.toString(
                session.getAttributes().get(HttpSessionHandshakeInterceptor.HTTP_SESSION_ID_ATTR_NAME), null);
    }

    @Override
    protected void handleTextMessage(WebSocketSession session, TextMessage message) throws Exception {
        LiveSocket socket = sockets.find(session.getId()).orElse(null);
        if (socket == null) {
            return;
        }
        socket.heard(clock.instant());
        try {
            Said said = json.readValue(message.getPayload(), Said.class);
            if ("typing".equals(said.type()) && said.conversationId() != null) {
                typing.started(socket.user(), said.conversationId());
            }
        } catch (JacksonException unreadable) {
            socket.close(CloseStatus.BAD_DATA);
        }
    }

    @Override
    protected void handlePongMessage(WebSocketSession session, PongMessage message) {
        sockets.find(session.getId()).ifPresent(socket -> socket.heard(clock.instant()));
    }

    @Override
    public void afterConnectionClosed(WebSocketSession session, CloseStatus status) {
        sockets.remove(session.getId());
    }
}
