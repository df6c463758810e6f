package dev.cachekit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class DecisionTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void tellsARefusedCallWhenToComeBack() {
        assertThat(new Decision(false, 0, SECOND, SECOND).retryAfter()).isEqualTo(SECOND);
    }

    @Test
    void refusesToSendAnAllowedCallAway() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Decision(true, 1, SECOND, SECOND))
                .withMessageContaining("retryAfter of an allowed call must be zero but was PT1S");
    }

    @Test
    void refusesANegativeRemainder() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Decision(false, -1, SECOND, SECOND))
                .withMessageContaining("remaining=-1");
    }

    @Test
    void refusesANegativeTime() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Decision(false, 0, SECOND, SECOND.negated()))
                .withMessageContaining("resetAfter=PT-1S");
    }
}
