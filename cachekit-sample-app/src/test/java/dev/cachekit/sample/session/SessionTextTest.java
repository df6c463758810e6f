package dev.cachekit.sample.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.junit.jupiter.api.Test;
import org.springframework.session.MapSession;

class SessionTextTest {

    private final SessionText text = new SessionText();

    @Test
    void sessionComesBackAsItWas() {
        MapSession session = new MapSession("id");
        session.setCreationTime(Instant.ofEpochMilli(1_000));
        session.setLastAccessedTime(Instant.ofEpochMilli(2_000));
        session.setMaxInactiveInterval(Duration.ofMinutes(30));
        session.setAttribute("user.id", 7L);
        session.setAttribute("user.handle", "ann \"a\"");

        MapSession read = text.read("id", text.write(session));

        assertThat(read.getId()).isEqualTo("id");
        assertThat(read.getCreationTime()).isEqualTo(session.getCreationTime());
        assertThat(read.getLastAccessedTime()).isEqualTo(session.getLastAccessedTime());
        assertThat(read.getMaxInactiveInterval()).isEqualTo(session.getMaxInactiveInterval());
        assertThat(read.<Long>getAttribute("user.id")).isEqualTo(7L);
        assertThat(read.<String>getAttribute("user.handle")).isEqualTo("ann \"a\"");
    }

    @Test
    void objectsAreRefused() {
        MapSession session = new MapSession("id");
        session.setAttribute("date", new Date());

        assertThatIllegalStateException()
                .isThrownBy(() -> text.write(session))
                .withMessageContaining("'date'")
                .withMessageContaining("java.util.Date");
    }
}
