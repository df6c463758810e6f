package dev.cachekit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LoadOptionsTest {

    @Test
    void leavesEverythingToTheCacheByDefault() {
        assertThat(LoadOptions.defaults()).isEqualTo(new LoadOptions(null, null, null));
    }

    @Test
    void changesOneSettingAtATime() {
        LoadOptions options = LoadOptions.defaults()
                .withTtl(Duration.ofMinutes(1))
                .withMaxWait(Duration.ofSeconds(2))
                .withLease(Duration.ofSeconds(3));

        assertThat(options)
                .isEqualTo(new LoadOptions(Duration.ofMinutes(1), Duration.ofSeconds(2), Duration.ofSeconds(3)));
    }

    @Test
    void goesBackToTheCacheOnNull() {
        assertThat(LoadOptions.defaults().withTtl(Duration.ofMinutes(1)).withTtl(null))
                .isEqualTo(LoadOptions.defaults());
    }

    @Test
    void refusesAZeroTtl() {
        assertThatExceptionOfType(InvalidConfigurationException.class)
                .isThrownBy(() -> LoadOptions.defaults().withTtl(Duration.ZERO))
                .withMessage("LoadOptions: ttl must be positive but was PT0S; leave ttl out to take that of the cache");
    }

    @Test
    void refusesANegativeWait() {
        assertThatExceptionOfType(InvalidConfigurationException.class)
                .isThrownBy(() -> LoadOptions.defaults().withMaxWait(Duration.ofSeconds(-1)))
                .withMessageContaining("maxWait must be positive but was PT-1S");
    }

    @Test
    void refusesAZeroLease() {
        assertThatExceptionOfType(InvalidConfigurationException.class)
                .isThrownBy(() -> LoadOptions.defaults().withLease(Duration.ZERO))
                .withMessageContaining("lease must be positive");
    }
}
