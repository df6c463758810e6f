package dev.cachekit.sample.session;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.session.MapSession;

/**
 * Copies of the sessions that this node has had to do with of late. Safe for use by many threads: what goes in and what comes
 * out are copies.
 */
final class KnownSessions {

    private static final int MOST = 10_000;

    private final Cache<String, MapSession> sessions;

    KnownSessions(Duration timeout, Ticker ticker) {
        this.sessions = Caffeine.newBuilder()
                .maximumSize(MOST)
                .expireAfterWrite(timeout)
                .ticker(ticker)
                .build();
    }

    Optional<MapSession> find(String id) {
        return Optional.ofNullable(sessions.getIfPresent(id))
                .filter(session -> !session.isExpired())
                .map(MapSession::new);
    }

    void put(MapSession session) {
        sessions.put(session.getId(), new MapSession(session));
    }

    void remove(String id) {
        sessions.invalidate(id);
    }

    List<MapSession> all() {
        return sessions.asMap().values().stream()
                .filter(session -> !session.isExpired())
                .map(MapSession::new)
                .toList();
    }
}
