package dev.cachekit.sample.session;

import dev.cachekit.annotation.TopicListener;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.session.MapSession;
import org.springframework.session.SessionRepository;

/** Keeps shared sessions up to date with the store and with other nodes. */
class SessionWatch {

    static final String ENDS = "sessions.ended";

    private final SessionRepository<MapSession> sessions;
    private final ApplicationEventPublisher events;

    SessionWatch(SessionRepository<MapSession> sessions, ApplicationEventPublisher events) {
        this.sessions = sessions;
        this.events = events;
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
        events.publishEvent(end);
    }
}
