package dev.cachekit.recovery;

import static dev.cachekit.recovery.RecoveryScenario.LONG_ENOUGH;
import static dev.cachekit.recovery.RecoveryScenario.OTHER;
import static dev.cachekit.recovery.RecoveryScenario.beat;
import static dev.cachekit.recovery.RecoveryScenario.key;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.beat.Heartbeat;
import dev.cachekit.contract.FaultyEntryStore.Operation;
import dev.cachekit.contract.LaneBoard;
import dev.cachekit.contract.LossyBackplane;
import dev.cachekit.contract.LossyBackplane.Beats;
import dev.cachekit.operation.BreakerSettings;
import dev.cachekit.operation.FailoverRule;
import dev.cachekit.recovery.Removal.Clear;
import dev.cachekit.recovery.Removal.Keys;
import dev.cachekit.spi.BreakerState;
import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.Lookup;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecoveryTest {

    private static final EntryKey KEY = key("k");

    private final RecoveryScenario scenario = new RecoveryScenario();
    private final Recovery recovery = Recovery.guarding(
            scenario.store,
            scenario.time,
            scenario,
            new Recovery.Rules(BreakerSettings.DEFAULT, FailoverRule.REPLAY, List::of));

    private void silence() {
        recovery.onSilence(scenario.time.nanoTime(), new IllegalStateException());
    }

    @Test
    void whatIsPendingIsSentOnceMoreAtTheEnd() {
        scenario.fill(KEY);
        scenario.fill(new EntryKey(OTHER, "k"));
        recovery.pending().add(new Keys(List.of(KEY)));
        recovery.pending().add(new Clear(OTHER));
        recovery.close();
        assertThat(scenario.isStored(KEY)).isFalse();
        assertThat(scenario.isStored(new EntryKey(OTHER, "k"))).isFalse();
        assertThat(recovery.pending().isEmpty()).isTrue();
    }

    @Test
    void theLastAttemptGoesPastTheBreaker() {
        scenario.fill(KEY);
        recovery.pending().add(new Keys(List.of(KEY)));
        recovery.onBeat(scenario.time.nanoTime(), beat("a"));
        silence();
        recovery.close();
        assertThat(scenario.isStored(KEY)).isFalse();
    }

    /** As when the process gets no processor time, or its first connection takes long. */
    @Test
    void aFirstBeatThatComesLateRefusesNoRequestAndAStoreThatIsAwayIsLeftAloneTwoSecondsAfterTheStart() {
        LossyBackplane link = new LossyBackplane(new LaneBoard());
        try (Heartbeat heart = new Heartbeat(link, scenario.time)) {
            link.beats(Beats.MUTE);
            heart.addListener(recovery);
            heart.start();

            scenario.time.advance(Duration.ofMillis(1_500));
            assertThat(recovery.store().find(KEY)).isCompletedWithValueMatching(Lookup.Absent.class::isInstance);

            scenario.time.advance(Duration.ofMillis(500));
            assertThat(recovery.store().find(KEY)).isCompletedExceptionally();
            assertThat(scenario.told).containsExactly("unknown OPEN");
        }
    }

    @Test
    void theEndIsNotPutOffByAStoreThatHangs() {
        scenario.store.freeze();
        recovery.pending().add(new Keys(List.of(KEY)));
        long start = System.nanoTime();
        recovery.close();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Recovery.LAST_WAIT.plusSeconds(2));
        assertThat(recovery.pending().size()).isEqualTo(1);
        scenario.time.advance(LONG_ENOUGH);
        assertThat(scenario.store.count(Operation.INVALIDATE)).isEqualTo(1);
    }

    @Test
    void pendingRemovalsPassAtTheFirstRetryAfterTheBeatThatCloses() {
        recovery.onBeat(scenario.time.nanoTime(), beat("a"));
        silence();
        recovery.pending().add(new Keys(List.of(KEY)));
        scenario.time.advance(LONG_ENOUGH);
        recovery.onBeat(scenario.time.nanoTime(), beat("a"));
        scenario.time.advance(Retry.LONGEST_DELAY);
        assertThat(recovery.pending().isEmpty()).isTrue();
    }

    @Test
    void theStateOfTheBreakersCanBeRead() {
        recovery.onBeat(scenario.time.nanoTime(), beat("a"));
        assertThat(recovery.breakers()).isEqualTo(Map.of("a", BreakerState.CLOSED));
        silence();
        assertThat(recovery.breakers()).isEqualTo(Map.of("a", BreakerState.OPEN));
        assertThat(scenario.told).containsExactly("a OPEN");
    }

    @Test
    void aStoreOfThisProcessHasNoBreakers() {
        Recovery unguarded = Recovery.unguarded(scenario.store, scenario.time, scenario);
        assertThat(unguarded.store()).isSameAs(scenario.store);
        unguarded.onSilence(0, new IllegalStateException());
        assertThat(unguarded.breakers()).isEmpty();
    }
}
