package dev.cachekit.sample.realtime;

import dev.cachekit.sample.presence.OnlineUser;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.PingMessage;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;

/** The connection to one open page. Safe for use by many threads, none of which waits for the page. */
final class LiveSocket {

    private final WebSocketSession page;
    private final Outbox outbox;
    private final Visitor visitor;
    private final AtomicReference<Instant> lastHeard;

    LiveSocket(WebSocketSession page, Outbox outbox, Visitor visitor, Instant now) {
        this.page = page;
        this.outbox = outbox;
        this.visitor = visitor;
        this.lastHeard = new AtomicReference<>(now);
    }

    String id() {
        return page.getId();
    }

    OnlineUser user() {
        return visitor.user();
    }

    Optional<String> session() {
        return visitor.ofSession();
    }

    boolean isOpen() {
        return page.isOpen();
    }

    void heard(Instant now) {
        lastHeard.set(now);
    }

    boolean heardSince(Instant time) {
        return !lastHeard.get().isBefore(time);
    }

    void send(String json) {
        outbox.add(new TextMessage(json));
    }

    /** A browser answers by itself. */
    void ping() {
        outbox.add(new PingMessage());
    }

    void close(CloseStatus why) {
        outbox.close(why);
    }
}
