package dev.cachekit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TtlTest {

    @Test
    void foreverNeverEnds() {
        assertThat(Ttl.FOREVER.isForever()).isTrue();
        assertThat(Ttl.of(Duration.ofMillis(1)).isForever()).isFalse();
    }

    @Test
    void refusesLessThanAMillisecond() {
        assertThatThrownBy(() -> Ttl.of(Duration.ZERO)).hasMessageContaining("at least 1 ms but was PT0S");
    }

    @Test
    void aJitterOnlyShortens() {
        assertThat(Ttl.of(Duration.ofSeconds(10)).shortenedBy(0.1)).isEqualTo(Ttl.of(Duration.ofSeconds(9)));
        assertThat(Ttl.FOREVER.shortenedBy(0.5)).isEqualTo(Ttl.FOREVER);
    }
}
