package dev.cachekit.sample.realtime;

import dev.cachekit.sample.presence.OnlineUser;
import dev.cachekit.sample.presence.Presence;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.session.SessionRepository;
import org.springframework.stereotype.Component;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.WebSocketSession;

/** The open pages of this node. Safe for use by many threads; no method waits for a page. */
@Component
class LiveSockets {

    /** How long a page may be silent: it answers a ping every ten seconds if it is there. */
    static final Duration TTL = Duration.ofSeconds(30);

    private static final Log log = LogFactory.getLog(LiveSockets.class);

    private final Map<String, LiveSocket> sockets = new ConcurrentHashMap<>();
    private final Presence presence;
    private final SessionRepository<?> sessions;
    private final Senders senders;
    private final Clock clock;

    LiveSockets(Presence presence, SessionRepository<?> sessions, Senders senders, Clock clock) {
        this.presence = presence;
        this.sessions = sessions;
        this.senders = senders;
        this.clock = clock;
    }

    /**
     * Begins to tell a page what happens. One that has been closed meanwhile is not kept: nobody would tell of its end again.
     *
     * @param hello makes the message of who is online
     */
    void open(WebSocketSession page, Visitor visitor, Function<Set<OnlineUser>, String> hello) {
        LiveSocket socket = new LiveSocket(page, senders.outbox(page), visitor, clock.instant());
        sockets.put(socket.id(), socket);
        presence.here(this::users);
        presence.welcome(online -> socket.send(hello.apply(online)));
        if (!socket.isOpen()) {
            remove(socket.id());
        }
    }

    void remove(String id) {
        if (sockets.remove(id) != null) {
            presence.here(this::users);
        }
    }

    /** The page that has said something, if it is still there. */
    Optional<LiveSocket> heard(String id) {
        Optional<LiveSocket> socket = Optional.ofNullable(sockets.get(id));
        socket.ifPresent(found -> found.heard(clock.instant()));
        return socket;
    }

    void send(Collection<Long> userIds, String json) {
        Set<Long> wanted = Set.copyOf(userIds);
        select(socket -> wanted.contains(socket.user().id())).forEach(socket -> socket.send(json));
    }

    void sendToAll(String json) {
        sockets.values().forEach(socket -> socket.send(json));
    }

    /** A session has ended: its pages are told nothing more. */
    void endSession(String id) {
        close(socket -> socket.session().filter(id::equals).isPresent(), CloseStatus.POLICY_VIOLATION);
    }

    /**
     * A page whose computer was switched off says no goodbye, and of a session that has run out, or whose end was told while
     * this node could not hear it, nobody tells.
     */
    @Scheduled(fixedDelay = 10_000)
    void look() {
        Instant limit = clock.instant().minus(TTL);
        close(socket -> !socket.heardSince(limit), CloseStatus.SESSION_NOT_RELIABLE);
        sockets.values().forEach(LiveSocket::ping);
        close(socket -> socket.session().filter(this::hasEnded).isPresent(), CloseStatus.POLICY_VIOLATION);
    }

    /** One that cannot be read may still be there; the look goes on with those of the other pages. */
    private boolean hasEnded(String session) {
        try {
            return sessions.findById(session) == null;
        } catch (RuntimeException unreadable) {
            log.warn("The session of an open page cannot be read", unreadable);
            return false;
        }
    }

    private void close(Predicate<LiveSocket> which, CloseStatus why) {
        select(which).forEach(socket -> {
            socket.close(why);
            remove(socket.id());
        });
    }

    private List<LiveSocket> select(Predicate<LiveSocket> which) {
        return sockets.values().stream().filter(which).toList();
    }

    private Set<OnlineUser> users() {
        return sockets.values().stream().map(LiveSocket::user).collect(Collectors.toUnmodifiableSet());
    }
}
