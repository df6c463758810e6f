package dev.cachekit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ExpiryTest {

    @Test
    void acceptsAnEntryThatIsAboutToEnd() {
        assertThat(new Expiry.In(Duration.ZERO).remaining()).isZero();
    }

    @Test
    void refusesANegativeTime() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Expiry.In(Duration.ofMillis(-1)))
                .withMessage("Expiry.In: remaining must not be negative but was PT-0.001S");
    }
}
