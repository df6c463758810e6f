package dev.cachekit.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.contract.Fault;
import dev.cachekit.contract.FaultyEntryStore.Operation;
import dev.cachekit.spi.CacheSpace;
import dev.cachekit.spi.EntryKey;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PendingInvalidationsTest {

    static final Duration LONG_ENOUGH = Duration.ofSeconds(10);

    private final TestNode node = TestNode.create();
    private final PendingInvalidations pending = new PendingInvalidations(node.ports);
    private final EntryKey key = node.key("k");

    private List<EntryKey> keys(int count) {
        return IntStream.range(0, count).mapToObj(i -> node.key("k" + i)).toList();
    }

    @Test
    void aKeyIsCoveredUntilTheStoreAcknowledgesIt() {
        pending.add(List.of(key));
        assertThat(pending.covers(key)).isTrue();
        assertThat(pending.covers(node.key("other"))).isFalse();
        node.time.advance(LONG_ENOUGH);
        assertThat(pending.covers(key)).isFalse();
        assertThat(node.time.pendingTasks()).isZero();
    }

    @Test
    void aPatternCoversItsWholeCacheAndNoOther() {
        pending.addPattern(node.region.space(), "x*");
        assertThat(pending.covers(key)).isTrue();
        assertThat(pending.covers(new EntryKey(new CacheSpace("app", "other", "other"), "k")))
                .isFalse();
        node.time.advance(LONG_ENOUGH);
        assertThat(pending.isEmpty()).isTrue();
    }

    @Test
    void retriesComeLessOftenWhileTheStoreIsAway() {
        node.store.breakDown();
        pending.add(List.of(key));
        node.time.advance(Duration.ofSeconds(3));
        long early = node.store.count(Operation.INVALIDATE);
        node.time.advance(Duration.ofSeconds(20));
        assertThat(early).isBetween(3L, 5L);
        assertThat(node.store.count(Operation.INVALIDATE) - early).isBetween(9L, 11L);
    }

    @Test
    void manyKeysAreSentInBatches() {
        pending.add(keys(2_500));
        node.time.advance(LONG_ENOUGH);
        assertThat(pending.isEmpty()).isTrue();
        assertThat(node.store.count(Operation.INVALIDATE)).isEqualTo(3);
    }

    @Test
    void aLateAnswerDoesNotClearWhatCameAfterIt() {
        node.store.next(Operation.INVALIDATE, new Fault.Delay(Duration.ofMillis(100)));
        pending.add(List.of(key));
        node.time.advance(Duration.ofMillis(250)); // sent, not yet answered
        pending.add(List.of(key));
        node.time.advance(Duration.ofMillis(50)); // the answer to the first sending
        assertThat(pending.covers(key)).isTrue();
        node.time.advance(LONG_ENOUGH);
        assertThat(pending.covers(key)).isFalse();
        assertThat(node.store.count(Operation.INVALIDATE)).isEqualTo(2);
    }

    @Test
    void beyondTheLimitWholeCachesTakeThePlaceOfKeys() {
        pending.add(keys(PendingInvalidations.LIMIT + 1));
        assertThat(pending.size()).isEqualTo(1);
        assertThat(pending.covers(node.key("k0"))).isTrue();
        assertThat(pending.covers(node.key("any"))).isTrue();
        node.time.advance(LONG_ENOUGH);
        assertThat(pending.isEmpty()).isTrue();
        assertThat(node.store.count(Operation.INVALIDATE_PATTERN)).isEqualTo(1);
    }

    @Test
    void aFailedRequestIsSentAgain() {
        node.store.next(Operation.INVALIDATE, new Fault.Fail(), new Fault.LoseAnswer());
        pending.add(List.of(key));
        node.time.advance(LONG_ENOUGH);
        assertThat(pending.isEmpty()).isTrue();
    }

    @Test
    void aRequestWithoutAnswerIsSentAgain() {
        node.store.next(Operation.INVALIDATE, new Fault.Hang());
        pending.add(List.of(key));
        node.time.advance(Duration.ofSeconds(1));
        // the time limit of the request is real time, what follows is the test's
        TestNode.until(node.time, time -> time.pendingTasks() > 0);
        node.time.advance(LONG_ENOUGH);
        assertThat(pending.isEmpty()).isTrue();
    }
}
