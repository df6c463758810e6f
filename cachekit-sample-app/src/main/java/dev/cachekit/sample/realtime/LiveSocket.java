package dev.cachekit.sample.realtime;

import dev.cachekit.sample.presence.OnlineUser;
import java.io.IOException;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.PingMessage;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketMessage;
import org.springframework.web.socket.WebSocketSession;

/** The connection to one open page. Safe for use by many threads, as its session is. */
final class LiveSocket {

    private static final Log log = LogFactory.getLog(LiveSocket.class);

    private final WebSocketSession session;
    private final OnlineUser user;
    private final @Nullable String httpSession;
    private final AtomicReference<Instant> lastHeard;

    LiveSocket(WebSocketSession session, OnlineUser user, @Nullable String httpSession, Instant now) {
        this.session = session;
        this.user = user;
        this.httpSession = httpSession;
        this.lastHeard = new AtomicReference<>(now);
    }

    String id() {
        return session.getId();
    }

    OnlineUser user() {
        return user;
    }

    boolean belongsTo(String endedHttpSession) {
        return endedHttpSession.equals(httpSession);
    }

    void heard(Instant now) {
        lastHeard.set(now);
    }

    boolean heardSince(Instant time) {
        return !lastHeard.get().isBefore(time);
    }

    void send(String json) {
        send(new TextMessage(json));
    }

    /** A browser answers by itself. */
    void ping() {
        send(new PingMessage());
    }

    /** Whom nothing can be sent to any more is no longer there: the close makes the rest follow. */
    private void send(WebSocketMessage<?> message) {
        try {
            session.sendMessage(message);
        } catch (IOException | RuntimeException gone) {
            log.debug("A page is gone", gone);
            close(CloseStatus.SESSION_NOT_RELIABLE);
        }
    }

    void close(CloseStatus why) {
        try {
            session.close(why);
        } catch (IOException | RuntimeException gone) {
            log.debug("A page was gone already", gone);
        }
    }
}
