package dev.cachekit.sample.session;

import java.time.Duration;
import org.springframework.session.MapSession;

/** A session that the request has begun which saves it. Any other may have been ended by another request meanwhile. */
final class NewSession {

    private static final String MARK = "session.new";

    private NewSession() {}

    static MapSession of(Duration timeout) {
        MapSession session = new MapSession();
        session.setMaxInactiveInterval(timeout);
        session.setAttribute(MARK, 1L);
        return session;
    }

    /** Takes the mark away: from now on it is a session like others. */
    static boolean isBegunBy(MapSession session) {
        boolean begun = session.getAttribute(MARK) != null;
        session.removeAttribute(MARK);
        return begun;
    }
}
