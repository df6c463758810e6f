package dev.cachekit.sample.session;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.session.MapSession;
import org.springframework.session.SessionRepository;

/**
 * Sessions in a store that all nodes share. While it is away, this node goes on with the copies of the sessions it knows, and
 * begins new ones; when the store is back it writes them there. A session that another node has changed meanwhile loses that
 * change; one that has been ended on any node stays so. Safe for use by many threads.
 */
final class SharedSessions implements SessionRepository<MapSession> {

    private static final Log log = LogFactory.getLog(SharedSessions.class);
    private final SessionStore store;
    private final KnownSessions known;
    private final Unsettled unsettled;
    private final Duration timeout;
    private final Consumer<String> tellOthersOfEnd;
    private final AtomicBoolean away = new AtomicBoolean();
    private final ReentrantLock settling = new ReentrantLock();

    SharedSessions(
            SessionStore store,
            KnownSessions known,
            Unsettled unsettled,
            Duration timeout,
            Consumer<String> tellOthersOfEnd) {
        this.store = store;
        this.known = known;
        this.unsettled = unsettled;
        this.timeout = timeout;
        this.tellOthersOfEnd = tellOthersOfEnd;
    }

    @Override
    public MapSession createSession() {
        return NewSession.of(timeout);
    }

    /** A session that was not begun by this request is kept only where it still is: another request may have ended it. */
    @Override
    public void save(MapSession session) {
        boolean renamed = !session.getId().equals(session.getOriginalId());
        boolean begun = NewSession.isBegunBy(session) || renamed;
        if (renamed) {
            deleteById(session.getOriginalId());
        }
        if (unsettled.hasEnded(session.getId())) {
            return;
        }
        known.put(session);
        if (!tell(() -> write(session, begun))) {
            unsettled.changed(session.getId());
        }
    }

    private void write(MapSession session, boolean begun) {
        boolean kept = begun ? store.save(session) : store.saveIfThere(session) || restored(session.getId());
        if (!kept) {
            known.remove(session.getId());
        }
    }

    @Override
    public @Nullable MapSession findById(String id) {
        if (unsettled.hasEnded(id)) {
            return null;
        }
        if (!tell(() -> store.find(id).ifPresentOrElse(known::put, () -> gone(id)))) {
            log.debug("Serving a session from memory");
        }
        return known.find(id).orElse(null);
    }

    private void gone(String id) {
        if (known.find(id).isPresent() && !restored(id)) {
            known.remove(id);
        }
    }

    /** Whether the store does not have the session because it has lost everything, and has it again. */
    private boolean restored(String id) {
        settle();
        return known.find(id).isPresent() && store.find(id).isPresent();
    }

    @Override
    public void deleteById(String id) {
        known.remove(id);
        unsettled.ended(id);
        if (tell(() -> store.end(id))) {
            unsettled.settled(id);
        }
        tellOthersOfEnd.accept(id);
    }

    /** Another node has ended a session. */
    void endedElsewhere(String id) {
        known.remove(id);
        unsettled.settled(id);
    }

    /** Looks after the store: whether it answers, and whether it has what it should. Called once a second. */
    void watch() {
        try {
            settle();
        } catch (StoreAwayException failure) {
            lost(failure);
        }
    }

    private boolean tell(Runnable request) {
        if (away.get()) {
            return false;
        }
        try {
            request.run();
            return true;
        } catch (StoreAwayException failure) {
            lost(failure);
            return false;
        }
    }

    private void lost(StoreAwayException failure) {
        if (!away.getAndSet(true)) {
            log.warn("Sessions are served from memory: " + failure.getMessage(), failure.getCause());
        }
    }

    private void settle() {
        settling.lock();
        try {
            if (store.hasForgotten() || away.get()) {
                unsettled.allEnded().forEach(this::endInStore);
                known.all().forEach(this::writeBack);
                away.set(false);
                // What was ended or changed between the copy and the end of the outage.
                unsettled.untold().forEach(this::endInStore);
                known.all().forEach(this::writeBackIfChanged);
            }
        } finally {
            settling.unlock();
        }
    }

    private void endInStore(String id) {
        store.end(id);
        if (unsettled.settled(id)) {
            tellOthersOfEnd.accept(id);
        }
    }

    private void writeBack(MapSession session) {
        if (!writeBackIfChanged(session)) {
            store.saveIfGone(session);
        }
    }

    private boolean writeBackIfChanged(MapSession session) {
        if (!unsettled.takeChanged(session.getId())) {
            return false;
        }
        try {
            if (!store.save(session)) {
                known.remove(session.getId());
            }
            return true;
        } catch (StoreAwayException failure) {
            unsettled.changed(session.getId());
            throw failure;
        }
    }
}
