package dev.cachekit.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.LoadTimeoutException;
import dev.cachekit.Ttl;
import dev.cachekit.WaitInterruptedException;
import dev.cachekit.operation.ReloadSettings;
import dev.cachekit.spi.Freshness;
import dev.cachekit.strategy.ReloadRules.Step;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReloadRulesTest {

    private static final Ttl TTL = Ttl.of(Duration.ofSeconds(100));

    private final ReloadRules rules = new ReloadRules(new ReloadSettings(
            Duration.ofSeconds(60),
            List.of(IOException.class),
            Duration.ofSeconds(10),
            0.8,
            Duration.ZERO,
            Duration.ZERO));

    private static Freshness aged(long seconds) {
        return new Freshness(Duration.ofSeconds(seconds), TTL, null);
    }

    private Step stepFor(long seconds) {
        return rules.stepFor(aged(seconds), Duration.ZERO, 0.5);
    }

    @Test
    void ageDecidesWhetherAValueIsServedAndReloaded() {
        assertThat(stepFor(79)).isEqualTo(Step.SERVE);
        assertThat(stepFor(80)).isEqualTo(Step.SERVE_AND_RELOAD);
        assertThat(stepFor(100)).isEqualTo(Step.SERVE_AND_RELOAD);
        assertThat(stepFor(109)).isEqualTo(Step.SERVE_AND_RELOAD);
        assertThat(stepFor(110)).isEqualTo(Step.LOAD);
    }

    @Test
    void aValueStandsInForAFailedLoadUpToItsAgeBeyondExpiry() {
        assertThat(rules.canStandIn(aged(159))).isTrue();
        assertThat(rules.canStandIn(aged(160))).isFalse();
    }

    @Test
    void exceptedFailuresAndErrorsAndInterruptionsAreNeverHidden() {
        assertThat(rules.mayHide(new IllegalStateException())).isTrue();
        assertThat(rules.mayHide(new LoadTimeoutException("texts", Duration.ofSeconds(1))))
                .isTrue();
        assertThat(rules.mayHide(new FileNotFoundException())).isFalse();
        assertThat(rules.mayHide(new AssertionError())).isFalse();
        assertThat(rules.mayHide(new InterruptedException())).isFalse();
        assertThat(rules.mayHide(new WaitInterruptedException("a load", null))).isFalse();
    }

    @Test
    void onlyAFailureThatMayBeHiddenIsFollowedByARest() {
        assertThat(rules.restAfter(new IllegalStateException())).isPositive();
        assertThat(rules.restAfter(new IOException())).isZero();
    }

    @Test
    void withoutSettingsNothingIsEverStaleOrReloaded() {
        ReloadRules none = new ReloadRules(
                new ReloadSettings(Duration.ZERO, List.of(), Duration.ZERO, 0, Duration.ZERO, Duration.ZERO));
        assertThat(none.stepFor(aged(99), Duration.ofHours(1), 0.0001)).isEqualTo(Step.SERVE);
        assertThat(none.stepFor(aged(100), Duration.ZERO, 0.5)).isEqualTo(Step.LOAD);
        assertThat(none.canStandIn(aged(100))).isFalse();
    }
}
