package dev.cachekit.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.contract.ManualScheduler;
import dev.cachekit.operation.BreakerSettings;
import dev.cachekit.recovery.CircuitBreaker.Phase;
import dev.cachekit.spi.BreakerState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class CircuitBreakerTest {

    private static final BreakerSettings SETTINGS = BreakerSettings.DEFAULT;
    private static final long QUICK = Duration.ofMillis(1).toNanos();
    private static final long SLOW = SETTINGS.slowCall().toNanos() + 1;

    private final ManualScheduler time = new ManualScheduler();
    private final List<BreakerState> told = new ArrayList<>();
    private final CircuitBreaker breaker = new CircuitBreaker("p", SETTINGS, time, told::add);

    private Phase enter() {
        return Objects.requireNonNull(breaker.enter());
    }

    private void good(int calls) {
        for (int i = 0; i < calls; i++) {
            breaker.ended(enter(), QUICK, false);
        }
    }

    private void bad(int calls) {
        for (int i = 0; i < calls; i++) {
            breaker.ended(enter(), QUICK, true);
        }
    }

    @Test
    void opensAtTheFailureRate() {
        good(10);
        bad(9);
        assertThat(breaker.state()).isEqualTo(BreakerState.CLOSED);
        bad(1);
        assertThat(breaker.state()).isEqualTo(BreakerState.OPEN);
        assertThat(breaker.enter()).isNull();
        assertThat(told).containsExactly(BreakerState.OPEN);
    }

    @Test
    void judgesNothingByFewerThanFiveCalls() {
        bad(4);
        assertThat(breaker.state()).isEqualTo(BreakerState.CLOSED);
        bad(1);
        assertThat(breaker.state()).isEqualTo(BreakerState.OPEN);
    }

    @Test
    void looksOnlyAtTheLastTwentyCalls() {
        good(1_000);
        bad(10);
        assertThat(breaker.state()).isEqualTo(BreakerState.OPEN);
    }

    @Test
    void forgetsOldFailures() {
        good(11);
        bad(9);
        good(20);
        bad(9);
        assertThat(breaker.state()).isEqualTo(BreakerState.CLOSED);
    }

    private void slow(int calls) {
        for (int i = 0; i < calls; i++) {
            breaker.ended(enter(), SLOW, false);
        }
    }

    @Test
    void aSlowCallCountsAsFailedWhileBeatsAreSlow() {
        breaker.beatAnswered(SLOW);
        slow(20);
        breaker.beatAnswered(SLOW);
        slow(4);
        assertThat(breaker.state()).isEqualTo(BreakerState.CLOSED);
        slow(6);
        assertThat(breaker.state()).isEqualTo(BreakerState.OPEN);
    }

    /** As where a process is short of processor time: its callers wait for themselves. */
    @Test
    void slowCallsBesideQuickBeatsSayNothing() {
        slow(100);
        breaker.beatAnswered(SLOW);
        breaker.beatAnswered(QUICK);
        breaker.beatAnswered(SLOW);
        slow(100);
        assertThat(breaker.state()).isEqualTo(BreakerState.CLOSED);
        bad(10);
        assertThat(breaker.state()).as("failures count as ever").isEqualTo(BreakerState.OPEN);
    }

    @Test
    void aBeatClosesIt() {
        bad(5);
        breaker.beatAnswered(QUICK);
        assertThat(breaker.state()).isEqualTo(BreakerState.CLOSED);
        bad(4);
        assertThat(breaker.state()).as("begins to count anew").isEqualTo(BreakerState.CLOSED);
    }

    @Test
    void aSlowBeatDoesNotCloseIt() {
        bad(5);
        breaker.beatAnswered(SLOW);
        assertThat(breaker.state()).isEqualTo(BreakerState.OPEN);
    }

    @Test
    void aFailedBeatOpensIt() {
        good(20);
        breaker.beatFailed();
        assertThat(breaker.enter()).isNull();
    }

    @Test
    void afterTheLongestTimeOneCallIsTried() {
        bad(5);
        time.advance(SETTINGS.openFor());
        Phase trial = enter();
        assertThat(breaker.state()).isEqualTo(BreakerState.HALF_OPEN);
        assertThat(breaker.enter()).isNull();
        breaker.ended(trial, QUICK, false);
        assertThat(breaker.state()).isEqualTo(BreakerState.CLOSED);
        assertThat(told).containsExactly(BreakerState.OPEN, BreakerState.HALF_OPEN, BreakerState.CLOSED);
    }

    @Test
    void beatsThatFailDoNotPutOffTheTrial() {
        bad(5);
        time.advance(SETTINGS.openFor().minusMillis(1));
        breaker.beatFailed();
        assertThat(breaker.enter()).isNull();
        time.advance(Duration.ofMillis(1));
        assertThat(breaker.enter()).isNotNull();
    }

    @Test
    void aTrialThatFailsOpensItAgain() {
        bad(5);
        time.advance(SETTINGS.openFor());
        breaker.ended(enter(), SLOW, false);
        assertThat(breaker.state()).isEqualTo(BreakerState.OPEN);
        time.advance(SETTINGS.openFor().minusMillis(1));
        assertThat(breaker.enter()).isNull();
    }

    @Test
    void aTrialThatNeverComesBackIsFollowedByAnother() {
        bad(5);
        time.advance(SETTINGS.openFor());
        enter();
        time.advance(SETTINGS.openFor());
        breaker.ended(enter(), QUICK, false);
        assertThat(breaker.state()).isEqualTo(BreakerState.CLOSED);
    }

    @Test
    void callsBegunBeforeItOpenedSayNothingAboutTheTimeAfter() {
        List<Phase> hanging = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            hanging.add(enter());
        }
        breaker.beatFailed();
        breaker.beatAnswered(QUICK);
        hanging.forEach(begun -> breaker.ended(begun, SLOW, true));
        assertThat(breaker.state()).isEqualTo(BreakerState.CLOSED);
    }
}
