package dev.cachekit.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.cachekit.InvalidConfigurationException;
import dev.cachekit.Ttl;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CacheOptionsTest {

    private static final Ttl SHORT = Ttl.of(Duration.ofSeconds(1));
    private static final Ttl LONG = Ttl.of(Duration.ofHours(9));

    @Test
    void theStrongerSourceWinsSettingBySetting() {
        CacheOptions strong = CacheOptions.NONE.with(CacheSetting.TTL, SHORT, "cachekit.caches.feed");
        CacheOptions weak = CacheOptions.NONE
                .with(CacheSetting.TTL, LONG, "cachekit.defaults")
                .with(CacheSetting.JITTER, 0.2, "cachekit.defaults");
        CacheOptions both = strong.over(weak);
        assertThat(both.find(CacheSetting.TTL)).contains(new Sourced<>(SHORT, "cachekit.caches.feed"));
        assertThat(both.find(CacheSetting.JITTER)).contains(new Sourced<>(0.2, "cachekit.defaults"));
    }

    @Test
    void whatNobodySaysIsNotThere() {
        assertThat(CacheOptions.NONE.find(CacheSetting.LEASE)).isEmpty();
    }

    @Test
    void annotationsThatAgreeAreJoined() {
        CacheOptions one = CacheOptions.NONE.with(CacheSetting.TTL, SHORT, "@CacheAside on A#a()");
        CacheOptions other = CacheOptions.NONE
                .with(CacheSetting.TTL, SHORT, "@CacheAside on B#b()")
                .with(CacheSetting.JITTER, 0.0, "@CacheAside on B#b()");
        assertThat(one.agreeingWith(other).find(CacheSetting.JITTER)).isPresent();
        assertThat(one.agreeingWith(other).find(CacheSetting.TTL))
                .contains(new Sourced<>(SHORT, "@CacheAside on A#a()"));
    }

    @Test
    void annotationsThatContradictEachOtherAreNamedBoth() {
        CacheOptions one = CacheOptions.NONE.with(CacheSetting.TTL, SHORT, "@CacheAside on A#a()");
        CacheOptions other = CacheOptions.NONE.with(CacheSetting.TTL, LONG, "@CacheAside on B#b()");
        assertThatExceptionOfType(InvalidConfigurationException.class)
                .isThrownBy(() -> one.agreeingWith(other))
                .withMessageContainingAll("A#a()", "B#b()", "PT1S", "PT9H", "must agree");
    }

    @Test
    void linearSwitchesOffTheNearCacheOfAWeakerSource() {
        CacheOptions options = linear("cachekit.caches.feed.consistency").over(near("cachekit.defaults.near.enabled"));

        assertThat(options.withoutContradiction("cache feed").find(CacheSetting.NEAR_ENABLED))
                .contains(new Sourced<>(false, "cachekit.caches.feed.consistency"));
    }

    @Test
    void linearReachesThroughTheSourcesBetween() {
        CacheOptions between = CacheOptions.NONE.with(CacheSetting.TTL, SHORT, "a profile");

        CacheOptions options = linear("its own").over(between).over(near("defaults"));

        assertThat(options.find(CacheSetting.NEAR_ENABLED).orElseThrow().value())
                .isFalse();
    }

    @Test
    void aNearCacheSwitchedOffIsNoMatterOfLinear() {
        CacheOptions off = CacheOptions.NONE.with(CacheSetting.NEAR_ENABLED, false, "defaults");

        assertThat(linear("its own").over(off).find(CacheSetting.NEAR_ENABLED))
                .contains(new Sourced<>(false, "defaults"));
    }

    @Test
    void nearAndLinearOfOneSourceContradictEachOther() {
        CacheOptions both = near("defaults.near").with(CacheSetting.CONSISTENCY, Consistency.LINEAR, "defaults.linear");

        assertThatExceptionOfType(InvalidConfigurationException.class)
                .isThrownBy(() -> CacheOptions.NONE.over(both).withoutContradiction("cache feed"))
                .withMessageStartingWith("cache feed: ")
                .withMessageContaining(
                        "near.enabled = true (defaults.near) and consistency = linear (defaults.linear)");
    }

    @Test
    void aNearCacheDoesNotLoosenTheLinearOfAWeakerSource() {
        CacheOptions options = near("its own").over(linear("defaults"));

        assertThatExceptionOfType(InvalidConfigurationException.class)
                .isThrownBy(() -> options.withoutContradiction("cache feed"));
    }

    private static CacheOptions near(String source) {
        return CacheOptions.NONE.with(CacheSetting.NEAR_ENABLED, true, source);
    }

    private static CacheOptions linear(String source) {
        return CacheOptions.NONE.with(CacheSetting.CONSISTENCY, Consistency.LINEAR, source);
    }

    @Test
    void aValueThatBreaksItsRuleIsRefusedWithItsSource() {
        assertThatExceptionOfType(InvalidConfigurationException.class)
                .isThrownBy(() -> CacheOptions.NONE.with(CacheSetting.JITTER, 1.0, "cachekit.caches.feed.jitter"))
                .withMessageContainingAll("cachekit.caches.feed.jitter", "1.0", "at least 0 and below 1");
        assertThatExceptionOfType(InvalidConfigurationException.class)
                .isThrownBy(() -> CacheOptions.NONE.with(CacheSetting.LEASE, Duration.ofMillis(99), "there"))
                .withMessageContaining("at least 100 ms");
        assertThatExceptionOfType(InvalidConfigurationException.class)
                .isThrownBy(() -> CacheOptions.NONE.with(CacheSetting.MAX_WAIT, Duration.ofMillis(-1), "there"));
    }

    @Test
    void optionsAreValues() {
        CacheOptions options = CacheOptions.NONE.with(CacheSetting.TTL, SHORT, "there");
        assertThat(options).isEqualTo(CacheOptions.NONE.with(CacheSetting.TTL, SHORT, "there"));
        assertThat(options).hasSameHashCodeAs(CacheOptions.NONE.with(CacheSetting.TTL, SHORT, "there"));
        assertThat(CacheOptions.NONE.find(CacheSetting.TTL)).isEmpty();
    }
}
