package dev.cachekit.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.contract.ManualScheduler;
import dev.cachekit.contract.Sample;
import dev.cachekit.spi.CacheSpace;
import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.Token;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ReloadGateTest {

    private final ManualScheduler time = new ManualScheduler();
    private final ReloadGate gate = new ReloadGate(time);
    private final EntryKey key = new EntryKey(new CacheSpace("app", "texts", "texts"), "k");
    private final Token value = Sample.token();

    @Test
    void letsOneThroughAtATime() {
        assertThat(gate.enter(key, value)).isTrue();
        assertThat(gate.enter(key, value)).isFalse();
        gate.leave(key, value, Duration.ZERO);
        assertThat(gate.enter(key, value)).isTrue();
    }

    @Test
    void staysClosedDuringARest() {
        gate.enter(key, value);
        gate.leave(key, value, Duration.ofSeconds(5));
        time.advance(Duration.ofMillis(4_999));
        assertThat(gate.isResting(key, value)).isTrue();
        assertThat(gate.enter(key, value)).isFalse();
        time.advance(Duration.ofMillis(1));
        assertThat(gate.isResting(key, value)).isFalse();
        assertThat(gate.enter(key, value)).isTrue();
    }

    @Test
    void aNewValueIsNotHeldBackByTheRestOfTheOldOne() {
        gate.rest(key, value, Duration.ofSeconds(5));
        Token newer = Sample.token();
        assertThat(gate.isResting(key, newer)).isFalse();
        assertThat(gate.enter(key, newer)).isTrue();
    }

    @Test
    void aReloadUnderWayIsNoRest() {
        gate.enter(key, value);
        gate.rest(key, value, Duration.ofSeconds(5));
        assertThat(gate.isResting(key, value)).isFalse();
    }

    @Test
    void restsAreForgottenWhenTheyAreOver() {
        gate.rest(key, value, Duration.ofSeconds(5));
        time.advance(Duration.ofSeconds(5));
        assertThat(time.pendingTasks()).isZero();
    }
}
