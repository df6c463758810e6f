package dev.cachekit.sample.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.session.MapSession;

class LocalSessionsTest {

    private static final Duration TIMEOUT = Duration.ofMinutes(30);

    private final List<String> toldOfEnd = new ArrayList<>();
    private final LocalSessions sessions =
            new LocalSessions(new KnownSessions(TIMEOUT, Ticker.systemTicker()), TIMEOUT, toldOfEnd::add);

    private MapSession begun() {
        MapSession session = sessions.createSession();
        sessions.save(session);
        MapSession found = sessions.findById(session.getId());
        assertThat(found).isNotNull();
        return found;
    }

    @Test
    void sessionIsFoundUntilItIsEnded() {
        MapSession session = begun();
        session.setAttribute("user", "Ann");
        sessions.save(session);
        assertThat(sessions.findById(session.getId()))
                .extracting(found -> found.<String>getAttribute("user"))
                .isEqualTo("Ann");

        sessions.deleteById(session.getId());

        assertThat(sessions.findById(session.getId())).isNull();
        assertThat(toldOfEnd).containsExactly(session.getId());
    }

    @Test
    void requestThatWasSlowDoesNotBringAnEndedSessionBack() {
        MapSession slow = begun();
        sessions.deleteById(slow.getId());

        sessions.save(slow);

        assertThat(sessions.findById(slow.getId())).isNull();
    }

    @Test
    void requestThatWasSlowDoesNotBringAnEndedSessionBackUnderANewName() {
        MapSession slow = begun();
        sessions.deleteById(slow.getId());
        String fresh = slow.changeSessionId();

        sessions.save(slow);

        assertThat(sessions.findById(fresh)).isNull();
    }

    @Test
    void sessionWithANewNameIsNotFoundUnderTheOldOne() {
        MapSession session = begun();
        String old = session.getId();
        String fresh = session.changeSessionId();

        sessions.save(session);

        // a request saves its session when the answer begins, and once more when it ends
        session.setAttribute("user", "Ann");
        sessions.save(session);
        assertThat(sessions.findById(fresh))
                .extracting(found -> found.<String>getAttribute("user"))
                .isEqualTo("Ann");
        assertThat(sessions.findById(old)).isNull();
    }
}
