package dev.cachekit.recovery;

import static dev.cachekit.recovery.RecoveryScenario.LONG_ENOUGH;
import static dev.cachekit.recovery.RecoveryScenario.OTHER;
import static dev.cachekit.recovery.RecoveryScenario.SPACE;
import static dev.cachekit.recovery.RecoveryScenario.beat;
import static dev.cachekit.recovery.RecoveryScenario.key;
import static dev.cachekit.recovery.RecoveryScenario.keyOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.contract.Answers;
import dev.cachekit.contract.Fault;
import dev.cachekit.contract.FaultyEntryStore.Operation;
import dev.cachekit.contract.Sample;
import dev.cachekit.operation.BreakerSettings;
import dev.cachekit.operation.FailoverRule;
import dev.cachekit.spi.Beat;
import dev.cachekit.spi.Entry;
import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.EntryStore;
import dev.cachekit.spi.Lane;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a primary has acknowledged and its replica has not received comes back with a failover, and is removed again. */
class FailoverReplayTest {

    private static final EntryKey KEY = key("k");
    private static final Entry ENTRY = Sample.entry(Sample.token(), "2");

    private final RecoveryScenario scenario = new RecoveryScenario();
    private final Recovery recovery = with(FailoverRule.REPLAY);

    private Recovery with(FailoverRule rule) {
        return Recovery.guarding(
                scenario.store,
                scenario.time,
                scenario,
                new Recovery.Rules(BreakerSettings.DEFAULT, rule, () -> List.of(SPACE, OTHER)));
    }

    private void hear(Map<Lane, Beat> answers) {
        recovery.onBeat(scenario.time.nanoTime(), answers);
    }

    static Stream<Function<EntryStore, CompletionStage<?>>> changes() {
        return Stream.of(
                store -> store.invalidate(List.of(KEY)),
                store -> store.put(KEY, ENTRY, Sample.LONG_TTL),
                store -> store.putIfAbsent(KEY, ENTRY, Sample.LONG_TTL),
                store -> store.fence(KEY, ENTRY.token(), Sample.LONG),
                store -> store.settle(KEY, Sample.settlement(ENTRY)),
                store -> store.clear(SPACE),
                store -> store.invalidatePattern(SPACE, "k*"));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void anAcknowledgedChangeIsMadeUpForAfterAFailover(Function<EntryStore, CompletionStage<?>> change) {
        hear(beat("a"));
        Answers.of(change.apply(recovery.store()));
        scenario.fill(KEY); // the replica had the old value
        hear(beat("b"));
        assertThat(recovery.pending().covers(KEY)).isTrue();
        scenario.time.advance(Retry.AT_ONCE);
        assertThat(scenario.isStored(KEY)).isFalse();
        assertThat(recovery.pending().isEmpty()).isTrue();
        assertThat(scenario.told).contains("replayed 1");
    }

    @Test
    void aChangeOnItsWayDuringTheFailoverIsMadeUpFor() {
        hear(beat("a"));
        scenario.store.next(Operation.INVALIDATE, new Fault.Delay(Duration.ofSeconds(1)));
        recovery.store().invalidate(List.of(KEY));
        hear(beat("b"));
        scenario.time.advance(LONG_ENOUGH);
        assertThat(scenario.store.count(Operation.INVALIDATE)).isEqualTo(2);
    }

    @Test
    void onlyWhatTouchesTheFailedLanesIsSentAgain() {
        EntryKey other = keyOf(Lane.all().get(0));
        EntryKey failed = keyOf(Lane.all().get(1));
        hear(beat("a"));
        Answers.of(recovery.store().invalidate(List.of(other, failed)));
        hear(beat(Lane.all(), lane -> lane.number() == 1 ? "b" : "a"));
        assertThat(recovery.pending().covers(failed)).isTrue();
        assertThat(recovery.pending().covers(other)).isFalse();
    }

    @Test
    void nothingIsSentAgainWhileNobodyTakesOver() {
        hear(beat("a"));
        Answers.of(recovery.store().invalidate(List.of(KEY)));
        recovery.onSilence(scenario.time.nanoTime(), new IllegalStateException());
        hear(beat("a"));
        scenario.time.advance(LONG_ENOUGH);
        assertThat(scenario.store.count(Operation.INVALIDATE)).isEqualTo(1);
        assertThat(scenario.told).noneMatch(event -> event.startsWith("replayed"));
    }

    @Test
    void aFailoverAfterALongSilenceIsMadeUpFor() {
        hear(beat("a"));
        Answers.of(recovery.store().invalidate(List.of(KEY)));
        scenario.time.advance(Journal.KEPT.multipliedBy(5));
        hear(beat("b"));
        assertThat(recovery.pending().covers(KEY)).isTrue();
    }

    @Test
    void whatIsOlderThanAMinuteIsNotSentAgain() {
        hear(beat("a"));
        Answers.of(recovery.store().invalidate(List.of(KEY)));
        scenario.time.advance(Journal.KEPT.plusSeconds(1));
        hear(beat("a"));
        hear(beat("b"));
        assertThat(recovery.pending().isEmpty()).isTrue();
    }

    @Test
    void aReplayIsKeptForTheNextFailover() {
        hear(beat("a"));
        Answers.of(recovery.store().invalidate(List.of(KEY)));
        hear(beat("b"));
        scenario.time.advance(Retry.AT_ONCE);
        hear(beat("c"));
        assertThat(recovery.pending().covers(KEY)).isTrue();
    }

    @Test
    void fencingEmptiesAllKnownCaches() {
        EntryKey unknownHere = new EntryKey(OTHER, "by a node that died");
        Recovery fencing = with(FailoverRule.FENCE);
        fencing.onBeat(scenario.time.nanoTime(), beat("a"));
        scenario.fill(unknownHere);
        fencing.onBeat(scenario.time.nanoTime(), beat("b"));
        assertThat(fencing.pending().covers(unknownHere)).isTrue();
        scenario.time.advance(Retry.AT_ONCE);
        assertThat(scenario.isStored(unknownHere)).isFalse();
        assertThat(fencing.pending().isEmpty()).isTrue();
    }
}
