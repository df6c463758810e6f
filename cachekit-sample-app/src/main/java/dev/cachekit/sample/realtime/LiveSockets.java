package dev.cachekit.sample.realtime;

import dev.cachekit.sample.presence.Presence;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.web.socket.CloseStatus;

/** The open pages of this node. Safe for use by many threads. */
@Component
class LiveSockets {

    /** How long a page may be silent: it answers a ping every ten seconds if it is there. */
    static final Duration TTL = Duration.ofSeconds(30);

    private final Map<String, LiveSocket> sockets = new ConcurrentHashMap<>();
    private final Presence presence;
    private final Clock clock;

    LiveSockets(Presence presence, Clock clock) {
        this.presence = presence;
        this.clock = clock;
    }

    void add(LiveSocket socket) {
        sockets.put(socket.id(), socket);
        tellPresence();
    }

    void remove(String id) {
        if (sockets.remove(id) != null) {
            tellPresence();
        }
    }

    Optional<LiveSocket> find(String id) {
        return Optional.ofNullable(sockets.get(id));
    }

    void send(Collection<Long> userIds, String json) {
        select(socket -> userIds.contains(socket.user().id())).forEach(socket -> socket.send(json));
    }

    void sendToAll(String json) {
        sockets.values().forEach(socket -> socket.send(json));
    }

    void close(Predicate<LiveSocket> which, CloseStatus why) {
        select(which).forEach(socket -> {
            socket.close(why);
            remove(socket.id());
        });
    }

    /** A page whose computer was switched off says no goodbye. */
    @Scheduled(fixedDelay = 10_000)
    void look() {
        Instant limit = clock.instant().minus(TTL);
        close(socket -> !socket.heardSince(limit), CloseStatus.SESSION_NOT_RELIABLE);
        sockets.values().forEach(LiveSocket::ping);
    }

    private List<LiveSocket> select(Predicate<LiveSocket> which) {
        return sockets.values().stream().filter(which).toList();
    }

    private void tellPresence() {
        presence.here(sockets.values().stream().map(LiveSocket::user).collect(Collectors.toUnmodifiableSet()));
    }
}
