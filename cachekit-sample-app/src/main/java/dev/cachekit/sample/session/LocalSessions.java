package dev.cachekit.sample.session;

import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.session.MapSession;
import org.springframework.session.SessionRepository;

/** Sessions of an application without Redis: this node's own. */
final class LocalSessions implements SessionRepository<MapSession> {

    private final KnownSessions known;
    private final Duration timeout;
    private final Consumer<String> tellOfEnd;

    LocalSessions(KnownSessions known, Duration timeout, Consumer<String> tellOfEnd) {
        this.known = known;
        this.timeout = timeout;
        this.tellOfEnd = tellOfEnd;
    }

    @Override
    public MapSession createSession() {
        return NewSession.of(timeout);
    }

    /** A session that was not begun by this request is kept only if it is still there: another request may have ended it. */
    @Override
    public void save(MapSession session) {
        boolean begun = NewSession.isBegunBy(session);
        String before = session.getOriginalId();
        if (!begun
                && known.find(before).isEmpty()
                && known.find(session.getId()).isEmpty()) {
            return;
        }
        if (!session.getId().equals(before)) {
            deleteById(before);
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
        tellOfEnd.accept(id);
    }
}
