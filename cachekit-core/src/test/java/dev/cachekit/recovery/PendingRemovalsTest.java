package dev.cachekit.recovery;

import static dev.cachekit.recovery.RecoveryScenario.LONG_ENOUGH;
import static dev.cachekit.recovery.RecoveryScenario.OTHER;
import static dev.cachekit.recovery.RecoveryScenario.SPACE;
import static dev.cachekit.recovery.RecoveryScenario.key;
import static dev.cachekit.recovery.RecoveryScenario.keyOf;
import static dev.cachekit.recovery.RecoveryScenario.keys;
import static dev.cachekit.recovery.RecoveryScenario.keysOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.contract.Fault;
import dev.cachekit.contract.FaultyEntryStore.Operation;
import dev.cachekit.recovery.Removal.Clear;
import dev.cachekit.recovery.Removal.Keys;
import dev.cachekit.recovery.Removal.Pattern;
import dev.cachekit.recovery.Removal.Tags;
import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.Lane;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PendingRemovalsTest {

    private final RecoveryScenario scenario = new RecoveryScenario();
    private final PendingRemovals pending = new PendingRemovals(scenario.store, scenario.time, scenario);
    private final EntryKey key = key("k");

    static Stream<Removal> ofCache() {
        return Stream.of(new Pattern(SPACE, "x*"), new Clear(SPACE), new Tags(SPACE, Set.of("t")));
    }

    private void pass(Duration time) {
        scenario.time.advance(time);
    }

    @Test
    void aKeyIsCoveredUntilTheStoreAcknowledgesIt() {
        scenario.fill(key);
        pending.add(new Keys(List.of(key)));
        assertThat(pending.covers(key)).isTrue();
        assertThat(pending.covers(key("other"))).isFalse();
        pass(LONG_ENOUGH);
        assertThat(pending.covers(key)).isFalse();
        assertThat(scenario.isStored(key)).isFalse();
        assertThat(scenario.time.pendingTasks()).isZero();
    }

    @Test
    void isAsOldAsTheTimeSinceEverythingWasAcknowledged() {
        assertThat(pending.age()).isZero();
        scenario.store.breakDown();
        pending.add(new Keys(List.of(key)));
        pass(Duration.ofSeconds(5));
        pending.add(new Keys(List.of(key("later"))));
        assertThat(pending.age()).isEqualTo(Duration.ofSeconds(5));
        scenario.store.recover();
        pass(LONG_ENOUGH);
        assertThat(pending.age()).isZero();
    }

    @ParameterizedTest
    @MethodSource("ofCache")
    void aPartOfACacheCoversItsWholeCacheAndNoOther(Removal removal) {
        scenario.store.breakDown();
        pending.add(removal);
        assertThat(pending.covers(key)).isTrue();
        assertThat(pending.covers(new EntryKey(OTHER, "k"))).isFalse();
    }

    @ParameterizedTest
    @MethodSource("acknowledgeable")
    void aPartOfACacheIsSentUntilItIsAcknowledged(Removal removal) {
        scenario.fill(key("x1"));
        scenario.store.breakDown();
        pending.add(removal);
        pass(LONG_ENOUGH);
        assertThat(pending.size()).isEqualTo(1);
        scenario.store.recover();
        pass(LONG_ENOUGH);
        assertThat(pending.isEmpty()).isTrue();
        assertThat(scenario.isStored(key("x1"))).isFalse();
        assertThat(scenario.time.pendingTasks()).isZero();
    }

    static Stream<Removal> acknowledgeable() {
        return Stream.of(new Pattern(SPACE, "x*"), new Clear(SPACE));
    }

    @Test
    void retriesComeLessOftenWhileTheStoreIsAway() {
        scenario.store.breakDown();
        pending.add(new Keys(List.of(key)));
        pass(Duration.ofSeconds(2));
        long early = scenario.store.count(Operation.INVALIDATE);
        pass(Duration.ofSeconds(20));
        assertThat(early).isBetween(3L, 4L);
        assertThat(scenario.store.count(Operation.INVALIDATE) - early).isBetween(19L, 21L);
    }

    @Test
    void manyKeysOfALaneAreSentInBatches() {
        pending.add(new Keys(keysOf(key.lane()).limit(2_500).toList()));
        pass(LONG_ENOUGH);
        assertThat(pending.isEmpty()).isTrue();
        assertThat(scenario.store.count(Operation.INVALIDATE)).isEqualTo(3);
    }

    @Test
    void keysOfOneLaneDoNotWaitForThoseOfAnother() {
        EntryKey dead = keyOf(Lane.all().get(0));
        EntryKey alive = keyOf(Lane.all().get(1));
        pending.add(new Keys(List.of(dead)));
        scenario.store.next(Operation.INVALIDATE, new Fault.Hang());
        pass(Retry.FIRST_DELAY);
        pending.add(new Keys(List.of(alive)));
        pass(Retry.FIRST_DELAY);
        assertThat(pending.covers(dead)).isTrue();
        assertThat(pending.covers(alive)).isFalse();
    }

    @Test
    void aPatternThatHangsDelaysNoOtherRemoval() {
        scenario.store.next(Operation.INVALIDATE_PATTERN, new Fault.Hang());
        pending.add(new Pattern(SPACE, "x*"));
        pass(Retry.FIRST_DELAY);
        pending.add(new Clear(OTHER));
        pass(LONG_ENOUGH);
        assertThat(pending.covers(new EntryKey(OTHER, "k"))).isFalse();
        assertThat(pending.covers(key)).isTrue();
    }

    @Test
    void aLateAnswerDoesNotClearWhatCameAfterIt() {
        scenario.store.next(Operation.INVALIDATE, new Fault.Delay(Duration.ofMillis(100)));
        pending.add(new Keys(List.of(key)));
        pass(Duration.ofMillis(250)); // sent, not yet answered
        pending.add(new Keys(List.of(key)));
        pass(Duration.ofMillis(50)); // the answer to the first sending
        assertThat(pending.covers(key)).isTrue();
        pass(LONG_ENOUGH);
        assertThat(pending.covers(key)).isFalse();
        assertThat(scenario.store.count(Operation.INVALIDATE)).isEqualTo(2);
    }

    @Test
    void aLateAnswerDoesNotClearAnEmptyingThatCameAfterIt() {
        scenario.store.next(Operation.CLEAR, new Fault.Delay(Duration.ofMillis(100)));
        pending.add(new Clear(SPACE));
        pass(Duration.ofMillis(250));
        pending.add(new Clear(SPACE));
        pass(Duration.ofMillis(50));
        assertThat(pending.covers(key)).isTrue();
        pass(LONG_ENOUGH);
        assertThat(pending.isEmpty()).isTrue();
        assertThat(scenario.store.count(Operation.CLEAR)).isEqualTo(2);
    }

    @Test
    void beyondTheLimitEmptyingTheCacheTakesThePlaceOfKeys() {
        scenario.store.breakDown();
        pending.add(new Keys(keys(PendingRemovals.LIMIT + 1)));
        assertThat(pending.size()).isEqualTo(1);
        assertThat(pending.covers(key("any"))).isTrue();
        scenario.store.recover();
        pass(LONG_ENOUGH);
        assertThat(pending.isEmpty()).isTrue();
        assertThat(scenario.store.count(Operation.CLEAR)).isPositive();
    }

    @Test
    void beyondTheLimitEmptyingTheCacheTakesThePlaceOfPatterns() {
        scenario.store.breakDown();
        for (int i = 0; i <= PendingCaches.LIMIT_PER_CACHE; i++) {
            pending.add(new Pattern(SPACE, "x" + i));
        }
        pending.add(new Clear(OTHER));
        assertThat(pending.size()).isEqualTo(2);
        assertThat(pending.covers(key)).isTrue();
    }

    @Test
    void aFailedRequestIsSentAgain() {
        scenario.store.next(Operation.INVALIDATE, new Fault.Fail(), new Fault.LoseAnswer());
        pending.add(new Keys(List.of(key)));
        pass(LONG_ENOUGH);
        assertThat(pending.isEmpty()).isTrue();
    }

    @Test
    void aRequestWithoutAnswerIsSentAgain() {
        scenario.store.next(Operation.INVALIDATE, new Fault.Hang());
        pending.add(new Keys(List.of(key)));
        pass(LONG_ENOUGH);
        assertThat(pending.isEmpty()).isTrue();
        assertThat(scenario.store.count(Operation.INVALIDATE)).isEqualTo(2);
    }

    @Test
    void theListenerIsToldHowManyThereAre() {
        scenario.store.breakDown();
        pending.add(new Keys(keys(3)));
        pending.add(new Keys(keys(2)));
        assertThat(scenario.lastPending).isEqualTo(3);
        scenario.store.recover();
        pass(LONG_ENOUGH);
        assertThat(scenario.lastPending).isZero();
    }

    @Test
    void stoppedItSendsNothingAgain() {
        scenario.store.breakDown();
        pending.add(new Keys(List.of(key)));
        pending.add(new Clear(OTHER));
        pending.stop();
        pass(LONG_ENOUGH);
        assertThat(scenario.time.pendingTasks()).isZero();
    }
}
