package dev.cachekit.sample.session;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.session.MapSession;
import org.springframework.session.SessionRepository;

/** Sessions of an application without Redis: this node's own. */
final class LocalSessions implements SessionRepository<MapSession> {

    private final KnownSessions known;
    private final Duration timeout;

    LocalSessions(KnownSessions known, Duration timeout) {
        this.known = known;
        this.timeout = timeout;
    }

    @Override
    public MapSession createSession() {
        MapSession session = new MapSession();
        session.setMaxInactiveInterval(timeout);
        return session;
    }

    @Override
    public void save(MapSession session) {
        if (!session.getId().equals(session.getOriginalId())) {
            known.remove(session.getOriginalId());
        }
        known.put(session);
    }

    @Override
    public @Nullable MapSession findById(String id) {
        return known.find(id).orElse(null);
    }

    @Override
    public void deleteById(String id) {
        known.remove(id);
    }
}
