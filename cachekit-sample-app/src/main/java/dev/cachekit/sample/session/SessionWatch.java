package dev.cachekit.sample.session;

import dev.cachekit.annotation.TopicListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.session.MapSession;
import org.springframework.session.SessionRepository;

/** Keeps shared sessions up to date with the store and with other nodes. */
class SessionWatch {

    static final String ENDS = "sessions.ended";

    private final SessionRepository<MapSession> sessions;

    SessionWatch(SessionRepository<MapSession> sessions) {
        this.sessions = sessions;
    }

    @Scheduled(fixedDelay = 1_000)
    void look() {
        if (sessions instanceof SharedSessions shared) {
            shared.watch();
        }
    }

    @TopicListener(ENDS)
    void ended(SessionEnd end) {
        if (sessions instanceof SharedSessions shared) {
            shared.endedElsewhere(end.id());
        }
    }
}
