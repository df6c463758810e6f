package dev.cachekit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.spi.LockKey;
import dev.cachekit.spi.LockReply;
import dev.cachekit.spi.LockRequest;
import dev.cachekit.spi.LockRequest.Turn;
import dev.cachekit.spi.LockStore;
import dev.cachekit.spi.Token;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Every sentence of {@link LockStore}, as tests. Every test has a lock of its own. */
public abstract class LockContract {

    private static final int THREADS = 8;
    private static final int ROUNDS = 10;

    private final LockKey key = new LockKey("jobs", Sample.token().value());
    private final Token ann = Sample.token();
    private final Token bob = Sample.token();
    private final Token eve = Sample.token();

    /** Returns the store. */
    protected abstract LockStore store();

    /** Returns when at least this much time has passed by the store's clock. */
    protected abstract void passTime(Duration duration);

    private LockReply ask(Token acquisition, boolean shared, Duration lease, Turn turn) {
        return Answers.of(store().acquire(new LockRequest(key, acquisition, shared, lease, turn)));
    }

    private LockReply alone(Token acquisition) {
        return ask(acquisition, false, Sample.LONG, Turn.NONE);
    }

    private LockReply shared(Token acquisition) {
        return ask(acquisition, true, Sample.LONG, Turn.NONE);
    }

    private LockReply queued(Token acquisition) {
        return ask(acquisition, false, Sample.LONG, Turn.QUEUED);
    }

    private LockReply queuedShared(Token acquisition) {
        return ask(acquisition, true, Sample.LONG, Turn.QUEUED);
    }

    private boolean release(Token acquisition) {
        return Answers.of(store().release(key, acquisition));
    }

    private boolean extend(Token acquisition, Duration lease) {
        return Answers.of(store().extend(key, acquisition, lease, 0));
    }

    private static void assertGranted(LockReply reply) {
        assertThat(reply).isInstanceOf(LockReply.Granted.class);
    }

    private static void assertBusy(LockReply reply) {
        assertThat(reply).isInstanceOf(LockReply.Busy.class);
    }

    private static long fence(LockReply reply) {
        assertGranted(reply);
        return ((LockReply.Granted) reply).fence();
    }

    @Test
    void oneHoldsTheLockAtATime() {
        assertGranted(alone(ann));
        assertBusy(alone(bob));

        assertThat(release(ann)).isTrue();

        assertGranted(alone(bob));
    }

    @Test
    void tellsHowLongItIsHeldAtMost() {
        ask(ann, false, Duration.ofSeconds(30), Turn.NONE);

        assertThat(alone(bob))
                .isInstanceOfSatisfying(
                        LockReply.Busy.class,
                        busy -> assertThat(busy.atMost()).isBetween(Duration.ofSeconds(20), Duration.ofSeconds(30)));
    }

    @Test
    void aLeaseEndsByItself() {
        ask(ann, false, Sample.SHORT, Turn.NONE);
        passTime(Sample.SHORT);

        assertGranted(alone(bob));
        assertThat(release(ann)).isFalse();
        assertBusy(alone(eve));
    }

    @Test
    void anExtendedLeaseLastsLonger() {
        ask(ann, false, Sample.SHORT, Turn.NONE);
        assertThat(extend(ann, Sample.LONG)).isTrue();
        passTime(Sample.SHORT);

        assertBusy(alone(bob));
    }

    @Test
    void anExtensionLetsNothingEndSooner() {
        ask(ann, false, Sample.LONG, Turn.NONE);
        assertThat(extend(ann, Sample.SHORT)).isTrue();
        passTime(Sample.SHORT);

        assertBusy(alone(bob));
    }

    @Test
    void anExtensionBringsNothingBack() {
        ask(ann, false, Sample.SHORT, Turn.NONE);
        passTime(Sample.SHORT);

        assertThat(extend(ann, Sample.LONG)).isFalse();
        assertThat(extend(bob, Sample.LONG)).isFalse();
        assertGranted(alone(eve));
    }

    @Test
    void nobodyElseEndsAnAcquisition() {
        alone(ann);

        assertThat(release(bob)).isFalse();

        assertBusy(alone(eve));
    }

    @Test
    void whoHoldsTheLockGetsItAgain() {
        long fence = fence(ask(ann, false, Sample.SHORT, Turn.NONE));

        assertThat(fence(alone(ann))).isEqualTo(fence);
        passTime(Sample.SHORT);

        assertBusy(alone(bob));
    }

    @Test
    void fencesGrowFromOneAcquisitionToTheNext() {
        long first = fence(alone(ann));
        release(ann);
        long second = fence(ask(bob, false, Sample.SHORT, Turn.NONE));
        passTime(Sample.SHORT);
        long third = fence(shared(eve));
        long fourth = fence(shared(Sample.token()));

        assertThat(List.of(first, second, third, fourth)).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void fencesExceedTheOneThatAHolderGave() {
        long fence = fence(alone(ann)) + Duration.ofMinutes(1).toNanos() / 1000;
        Answers.of(store().extend(key, ann, Sample.LONG, fence));
        release(ann);

        assertThat(fence(alone(bob))).isGreaterThan(fence);
    }

    @Test
    void whoShareHoldTheLockTogether() {
        assertGranted(shared(ann));
        assertGranted(shared(bob));
        assertBusy(alone(eve));

        release(ann);
        assertBusy(alone(eve));
        release(bob);

        assertGranted(alone(eve));
        assertBusy(shared(ann));
    }

    @Test
    void nobodyInTheQueueIsPassed() {
        alone(ann);
        assertBusy(queued(bob));
        assertBusy(queued(eve));
        release(ann);

        assertBusy(alone(Sample.token()));
        assertBusy(queued(eve));
        assertGranted(queued(bob));
        release(bob);
        assertGranted(queued(eve));
    }

    @Test
    void readersDoNotPassAWriterThatWaits() {
        queuedShared(ann);
        assertBusy(queued(bob));

        assertBusy(queuedShared(eve));
        release(ann);
        assertBusy(queuedShared(eve));
        assertGranted(queued(bob));
    }

    @Test
    void readersPassEachOtherInTheQueue() {
        alone(ann);
        queuedShared(bob);
        queuedShared(eve);
        release(ann);

        assertGranted(queuedShared(eve));
        assertGranted(queuedShared(bob));
    }

    @Test
    void aPlaceIsLostByThoseWhoDoNotAskAgain() {
        ask(ann, false, Sample.SHORT, Turn.NONE);
        queued(bob);
        passTime(LockRequest.PLACE);

        assertGranted(alone(eve));
    }

    @Test
    void aPlaceThatWasGivenUpIsFree() {
        alone(ann);
        queued(bob);
        queued(eve);
        assertThat(release(bob)).isFalse();
        release(ann);

        assertGranted(queued(eve));
    }

    @Test
    void whoDoesNotWaitLeavesNoPlace() {
        alone(ann);
        alone(bob);
        release(ann);

        assertGranted(queued(eve));
    }

    @Test
    void whatWasGivenUpBeforeItArrivedIsNotGranted() {
        release(ann);

        assertBusy(alone(ann));
        assertGranted(alone(bob));
    }

    @Test
    void whatWasGivenUpWhileItAskedAgainFromTheQueueIsNotGranted() {
        alone(ann);
        queued(bob);
        release(bob);
        release(ann);

        assertBusy(queued(bob));
        assertGranted(alone(eve));
    }

    @Test
    void locksAreApart() {
        alone(ann);
        LockKey otherText = new LockKey(key.lock(), key.text() + "2");
        LockKey otherLock = new LockKey("others", key.text());

        for (LockKey other : List.of(otherText, otherLock)) {
            assertGranted(Answers.of(store().acquire(new LockRequest(other, bob, false, Sample.LONG, Turn.NONE))));
        }
    }

    @Test
    void tellsAllOutsideTheQueueOfARelease() {
        LockReleaseProbe probe = LockReleaseProbe.of(store());
        alone(ann);
        ask(bob, false, Sample.LONG, Turn.ANY);

        release(ann);

        probe.awaitRelease(key, Set.of());
    }

    @Test
    void tellsNobodyIfNobodyWaits() {
        LockReleaseProbe probe = LockReleaseProbe.of(store());
        alone(ann);
        alone(bob);

        release(ann);
        probe.awaitLaterMessage(store());

        assertThat(probe.told()).noneMatch(release -> release.key().equals(key));
    }

    @Test
    void tellsTheFirstInTheQueue() {
        LockReleaseProbe probe = LockReleaseProbe.of(store());
        alone(ann);
        queued(bob);
        queued(eve);

        release(ann);

        probe.awaitRelease(key, Set.of(bob));
    }

    @Test
    void tellsAllReadersBeforeTheFirstWriter() {
        LockReleaseProbe probe = LockReleaseProbe.of(store());
        alone(ann);
        queuedShared(bob);
        queuedShared(eve);
        queued(Sample.token());

        release(ann);

        probe.awaitRelease(key, Set.of(bob, eve));
    }

    @Test
    void tellsWhoComesAfterAPlaceThatWasGivenUp() {
        LockReleaseProbe probe = LockReleaseProbe.of(store());
        shared(ann);
        queued(bob);
        queuedShared(eve);

        release(bob);

        probe.awaitRelease(key, Set.of(eve));
    }

    @Test
    void manyThreadsNeverHoldItTogether() {
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        List<CompletableFuture<Void>> threads = IntStream.range(0, THREADS)
                .mapToObj(i ->
                        CompletableFuture.runAsync(() -> takeTurns(inside, most), task -> new Thread(task).start()))
                .toList();
        threads.forEach(Answers::of);

        assertThat(most).hasValue(1);
    }

    private void takeTurns(AtomicInteger inside, AtomicInteger most) {
        for (int round = 0; round < ROUNDS; round++) {
            Token mine = Sample.token();
            while (!(alone(mine) instanceof LockReply.Granted)) {
                Thread.onSpinWait();
            }
            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
            inside.decrementAndGet();
            release(mine);
        }
    }
}
