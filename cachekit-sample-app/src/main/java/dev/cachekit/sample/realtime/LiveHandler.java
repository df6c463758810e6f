package dev.cachekit.sample.realtime;

import dev.cachekit.sample.presence.OnlineUser;
import dev.cachekit.sample.security.SignedIn;
import jakarta.websocket.Session;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.PongMessage;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.adapter.NativeWebSocketSession;
import org.springframework.web.socket.handler.TextWebSocketHandler;
import org.springframework.web.socket.server.support.HttpSessionHandshakeInterceptor;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The server's end of every open page's connection. What a page can say is that its user is typing. */
@Component
class LiveHandler extends TextWebSocketHandler {

    private static final int SEND_MILLIS = 5_000;
    private static final String TOMCATS_LIMIT = "org.apache.tomcat.websocket.BLOCKING_SEND_TIMEOUT";

    private final LiveSockets sockets;
    private final LiveDelivery delivery;
    private final Typing typing;
    private final JsonMapper json;

    LiveHandler(LiveSockets sockets, LiveDelivery delivery, Typing typing, JsonMapper json) {
        this.sockets = sockets;
        this.delivery = delivery;
        this.typing = typing;
        this.json = json;
    }

    record Said(@Nullable String type, @Nullable Long conversationId) {}

    /** One that reads slower than it is told is closed, and reads anew when it comes back. */
    @Override
    public void afterConnectionEstablished(WebSocketSession session) {
        if (session instanceof NativeWebSocketSession given && given.getNativeSession() instanceof Session tomcats) {
            tomcats.getUserProperties().put(TOMCATS_LIMIT, (long) SEND_MILLIS);
        }
        sockets.open(session, new Visitor(user(session), httpSession(session)), delivery::hello);
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
    protected void handleTextMessage(WebSocketSession session, TextMessage message) {
        LiveSocket socket = sockets.heard(session.getId()).orElse(null);
        if (socket != null) {
            take(socket, message);
        }
    }

    private void take(LiveSocket socket, TextMessage message) {
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
        sockets.heard(session.getId());
    }

    @Override
    public void afterConnectionClosed(WebSocketSession session, CloseStatus status) {
        sockets.remove(session.getId());
    }
}
