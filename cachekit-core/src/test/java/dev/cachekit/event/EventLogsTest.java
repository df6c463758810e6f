package dev.cachekit.event;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.cachekit.BackendUnavailableException;
import dev.cachekit.spi.BreakerState;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What goes wrong is told once at warn, then at debug, in words and in fields. */
class EventLogsTest {

    private static final BackendUnavailableException AWAY = new BackendUnavailableException("no answer", null);

    private final Logger log = (Logger) LoggerFactory.getLogger("dev.cachekit");
    private final ListAppender<ILoggingEvent> written = new ListAppender<>();
    private final AtomicLong nanos = new AtomicLong();
    private final FailureLog failures = new FailureLog(nanos::get);

    @BeforeEach
    void listen() {
        written.start();
        log.addAppender(written);
        log.setLevel(Level.DEBUG);
    }

    @AfterEach
    void listenNoMore() {
        log.detachAppender(written);
        log.setLevel(null);
    }

    private List<Level> levels() {
        return written.list.stream().map(ILoggingEvent::getLevel).toList();
    }

    private String fields(int event) {
        return written.list.get(event).getKeyValuePairs().stream()
                .map(Object::toString)
                .collect(Collectors.joining(" "));
    }

    @Test
    void aStoreThatIsAwayIsToldOfOnceUntilItAnswers() {
        failures.onStoreFailure("users", "find", AWAY);
        failures.onStoreFailure("posts", "find", AWAY);
        failures.onHit("users");
        nanos.addAndGet(TimeUnit.MINUTES.toNanos(1));
        failures.onStoreFailure("users", "find", AWAY);

        assertThat(levels()).containsExactly(Level.WARN, Level.DEBUG, Level.WARN);
        assertThat(fields(0)).isEqualTo("cache=\"users\" operation=\"find\" failure=\"BackendUnavailableException\"");
        assertThat(fields(1)).isEqualTo("cache=\"posts\" operation=\"find\"");
        assertThat(written.list.get(0).getFormattedMessage())
                .startsWith("Store does not answer (find of cache users)")
                .endsWith("more of this at debug.");
    }

    @Test
    void aStoreThatAnswersSomeAndNotOthersIsToldOfOnceAMinute() {
        for (int n = 0; n < 3; n++) {
            failures.onStoreFailure("users", "fill", AWAY);
            failures.onHit("posts");
        }
        assertThat(levels()).containsExactly(Level.WARN, Level.DEBUG, Level.DEBUG);

        nanos.addAndGet(TimeUnit.MINUTES.toNanos(1));
        failures.onStoreFailure("users", "fill", AWAY);

        assertThat(levels()).last().isEqualTo(Level.WARN);
    }

    @Test
    void aRefusalThatSomebodyShouldLookAtIsToldOnceForEachCache() {
        failures.onFillRefused("users", "open-transaction");
        failures.onFillRefused("users", "open-transaction");
        failures.onFillRefused("users", "invalidated");
        failures.onFillRefused("posts", "too-many-elements");

        assertThat(levels()).containsExactly(Level.WARN, Level.WARN);
        assertThat(fields(0)).isEqualTo("cache=\"users\" reason=\"open-transaction\"");
        assertThat(written.list.get(1).getFormattedMessage()).contains("Raise cachekit.caches.posts.max-elements");
    }

    @Test
    void aBreakerIsToldOfWithItsPrimary() {
        failures.onBreaker("a", BreakerState.OPEN);
        failures.onBreaker("a", BreakerState.HALF_OPEN);
        failures.onBreaker("a", BreakerState.CLOSED);

        assertThat(levels()).containsExactly(Level.WARN, Level.INFO);
        assertThat(fields(1)).isEqualTo("primary=\"a\" breaker=\"CLOSED\"");
    }
}
