package dev.cachekit.limit;

import static dev.cachekit.limit.LimitScene.KEY;
import static dev.cachekit.limit.LimitScene.SECOND;
import static dev.cachekit.limit.LimitScene.outcome;
import static dev.cachekit.limit.LimitScene.take;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.Band;
import dev.cachekit.call.Caller;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class DenyMemoryTest {

    private static final Band BAND = Band.tokenBucket(10, SECOND);
    private static final Duration PER_PERMIT = Duration.ofMillis(100);

    private final LimitScene scene = new LimitScene();

    @Test
    void aRefusedKeyIsRefusedWithoutTheStoreUntilItCouldSucceed() {
        Limiter limiter = scene.limiter(BAND);
        take(limiter, 10);
        for (int i = 0; i < 50; i++) {
            assertThat(take(limiter, 1).passes()).isFalse();
        }
        assertThat(scene.store.taken).hasSize(2);
        assertThat(scene.events).filteredOn("refused: remembered"::equals).hasSize(49);

        scene.clock.advance(PER_PERMIT);

        assertThat(take(limiter, 1).passes()).isTrue();
    }

    @Test
    void whatIsToldFromMemoryCountsDown() {
        Limiter limiter = scene.limiter(BAND);
        take(limiter, 10);
        take(limiter, 1);
        scene.clock.advance(Duration.ofMillis(40));

        Admission refused = take(limiter, 1);

        assertThat(refused.decision().retryAfter()).isEqualTo(Duration.ofMillis(60));
        assertThat(refused.decision().resetAfter()).isEqualTo(Duration.ofMillis(960));
        assertThat(refused.left().get(0).moreAfter()).isEqualTo(Duration.ofMillis(60));
    }

    @Test
    void neverTellsThatNothingIsLeftAndNothingMissing() {
        Limiter limiter = scene.limiter(BAND);
        take(limiter, 10);
        take(limiter, 5);
        scene.clock.advance(Duration.ofMillis(200));

        Admission refused = take(limiter, 5);

        assertThat(scene.events).endsWith("refused: remembered");
        assertThat(refused.left().get(0).remaining()).isZero();
        assertThat(refused.left().get(0).moreAfter()).isPositive();
    }

    @Test
    void aLowerCostIsAskedAgain() {
        Limiter limiter = scene.limiter(BAND);
        take(limiter, 8);
        assertThat(take(limiter, 5).passes()).isFalse();

        assertThat(take(limiter, 2).passes()).isTrue();
        assertThat(scene.store.taken).hasSize(3);
    }

    @Test
    void aHigherCostIsRefusedWithoutTheStore() {
        Limiter limiter = scene.limiter(BAND);
        take(limiter, 10);
        take(limiter, 1);

        assertThat(take(limiter, 5).passes()).isFalse();
        assertThat(scene.store.taken).hasSize(2);
    }

    @Test
    void nothingIsKeptForLongerThanASecond() {
        Limiter limiter = scene.limiter(Band.fixedWindow(1, Duration.ofDays(1)));
        take(limiter, 1);
        take(limiter, 1);
        scene.clock.advance(SECOND);

        take(limiter, 1);

        assertThat(scene.store.taken).hasSize(3);
    }

    @Test
    void whoWouldWaitIsNotRefusedFromMemory() {
        Limiter limiter = scene.limiter(BAND);
        take(limiter, 10);
        take(limiter, 1);

        CompletableFuture<Admission> waiting =
                limiter.take(KEY, 1, PER_PERMIT, LimitScene.CONTINUED).toCompletableFuture();
        scene.clock.advance(PER_PERMIT);

        assertThat(waiting.join().passes()).isTrue();
    }

    @Test
    void aRefusalThatMayBeOlderThanACreditIsNotKept() {
        Limiter limiter = scene.limiter(BAND);
        take(limiter, 10);
        scene.store.holding = true;
        CompletableFuture<Admission> refused =
                limiter.take(KEY, 1, Duration.ZERO, LimitScene.CONTINUED).toCompletableFuture();
        scene.store.holding = false;
        outcome(limiter.credit(KEY, 5, Caller.BLOCKING));
        scene.store.release();

        assertThat(refused.join().passes()).isFalse();
        assertThat(take(limiter, 1).passes()).isTrue();
    }

    @Test
    void otherKeysAreNotRefused() {
        Limiter limiter = scene.limiter(BAND);
        take(limiter, 10);
        take(limiter, 1);

        List<Admission> others = List.of(
                outcome(limiter.take(new LimitKey("bob", "bob"), 1, Caller.BLOCKING)),
                outcome(limiter.take(new LimitKey("", "%none"), 1, Caller.BLOCKING)));

        assertThat(others).allMatch(Admission::passes);
    }
}
