package dev.cachekit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ExceptionMessagesTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void saysWhereAndRuleAndValueAndRemedy() {
        var exception = new InvalidConfigurationException(
                "@CacheAside on FeedService#timeline(long)",
                "PT0S",
                "ttl must be positive",
                "set ttl or cachekit.caches.feed.ttl");

        assertThat(exception)
                .hasMessage("@CacheAside on FeedService#timeline(long): ttl must be positive but was PT0S;"
                        + " set ttl or cachekit.caches.feed.ttl");
    }

    @Test
    void handsOutThePartsOfAConfigurationMistake() {
        var exception = new InvalidConfigurationException("where", "value", "rule", "remedy");

        assertThat(exception.where()).isEqualTo("where");
        assertThat(exception.value()).isEqualTo("value");
        assertThat(exception.rule()).isEqualTo("rule");
        assertThat(exception.remedy()).isEqualTo("remedy");
    }

    @Test
    void saysWhatIsNotAvailableYet() {
        var exception = new NotAvailableYetException(
                "@Invalidate on PostService#publish(Post)", "phase = TWO_PHASE", "use AFTER_COMMIT");

        assertThat(exception)
                .hasMessage("@Invalidate on PostService#publish(Post): phase = TWO_PHASE is not available yet;"
                        + " use AFTER_COMMIT");
        assertThat(exception.feature()).isEqualTo("phase = TWO_PHASE");
    }

    @Test
    void namesTheTypeThatCannotBeAKey() {
        assertThat(new UnsupportedKeyException("cache 'feed'", Thread.class))
                .hasMessageStartingWith("cache 'feed': a key must be of a type with a stable text but was"
                        + " java.lang.Thread; use numbers");
    }

    @Test
    void keepsTheKeyOutOfTheMessageOfARefusedCall() {
        var exception = new RateLimitExceededException("api", "token-4711", SECOND, 0);

        assertThat(exception).hasMessage("rate limit 'api': no permit left for this key; try again after PT1S");
        assertThat(exception.key()).isEqualTo("token-4711");
    }

    @Test
    void saysHowLongALockWasAwaited() {
        assertThat(new LockNotAcquiredException("checkout", SECOND))
                .hasMessage("lock 'checkout': still held by another after PT1S; try again, or wait longer");
    }

    @Test
    void namesTheAcquisitionThatWasLost() {
        assertThat(new LockLostException("checkout", 7))
                .hasMessage("lock 'checkout': acquisition 7 was lost before its work ended;"
                        + " roll the work back and try again");
    }

    @Test
    void saysHowLongAFlightWasAwaited() {
        var exception = new FlightTimeoutException("report", SECOND);

        assertThat(exception)
                .hasMessage("single flight 'report': the call under way did not end within PT1S;"
                        + " try again, or raise max-wait");
        assertThat(exception.flight()).isEqualTo("report");
    }

    @Test
    void quotesTheExceptionOfAnotherProcess() {
        assertThat(new RemoteLoadException("com.acme.NoStock", "sold out"))
                .hasMessage("the call failed in another process: com.acme.NoStock: sold out");
    }

    @Test
    void quotesAnExceptionOfAnotherProcessWithoutMessage() {
        var exception = new RemoteLoadException("com.acme.NoStock", null);

        assertThat(exception).hasMessage("the call failed in another process: com.acme.NoStock");
        assertThat(exception.remoteMessage()).isNull();
    }

    @Test
    void cannotSwallowALostInvalidationAsAnAbsentBackend() {
        assertThat(new InvalidationUnavailableException("feed", null))
                .isNotInstanceOf(BackendUnavailableException.class);
    }
}
