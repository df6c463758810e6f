package dev.cachekit.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.Ttl;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CacheSettingsTest {

    @Test
    void whatNobodySetIsBuiltIn() {
        CacheSettings settings = CacheSettings.of(CacheOptions.NONE);
        assertThat(settings.ttl()).isEqualTo(Ttl.of(Duration.ofHours(1)));
        assertThat(settings.nullTtl()).contains(Ttl.of(Duration.ofSeconds(30)));
        assertThat(settings.jitter()).isEqualTo(0.1);
        assertThat(settings.maxWait()).isEqualTo(Duration.ofSeconds(10));
        assertThat(settings.origin().find(CacheSetting.TTL))
                .contains(new Sourced<>(settings.ttl(), CacheSettings.BUILT_IN));
    }

    @Test
    void whatSomebodySetIsInForceWithItsSource() {
        CacheSettings settings =
                CacheSettings.of(CacheOptions.NONE.with(CacheSetting.NULL_TTL, Optional.empty(), "cachekit.defaults"));
        assertThat(settings.nullTtl()).isEmpty();
        assertThat(settings.origin().find(CacheSetting.NULL_TTL))
                .contains(new Sourced<>(Optional.empty(), "cachekit.defaults"));
    }

    @Test
    void everySettingHasANameOfItsOwn() {
        assertThat(CacheSetting.all().stream().map(CacheSetting::name)).doesNotHaveDuplicates();
    }
}
