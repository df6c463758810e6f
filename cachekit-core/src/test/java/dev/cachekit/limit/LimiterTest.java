package dev.cachekit.limit;

import static dev.cachekit.limit.LimitScene.KEY;
import static dev.cachekit.limit.LimitScene.SECOND;
import static dev.cachekit.limit.LimitScene.outcome;
import static dev.cachekit.limit.LimitScene.take;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cachekit.BackendUnavailableException;
import dev.cachekit.Band;
import dev.cachekit.Decision;
import dev.cachekit.InvalidConfigurationException;
import dev.cachekit.RateLimitExceededException;
import dev.cachekit.annotation.BackendFailure;
import dev.cachekit.call.Caller;
import dev.cachekit.spi.LimitReply.Left;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class LimiterTest {

    private static final Band PER_SECOND = Band.tokenBucket(10, SECOND);
    private static final Band PER_HOUR = Band.slidingWindow(100, Duration.ofHours(1));
    private static final LimiterOptions OPTIONS = LimiterOptions.NONE.withBands(List.of(PER_SECOND), "test");

    private final LimitScene scene = new LimitScene();

    @Test
    void tellsWhatEachBandIsLeftWith() {
        Admission admission = take(scene.limiter(PER_SECOND, PER_HOUR), 4);

        assertThat(admission.passes()).isTrue();
        assertThat(admission.decision().remaining()).isEqualTo(6);
        assertThat(admission.request().bands()).containsExactly(PER_SECOND, PER_HOUR);
        assertThat(admission.left()).extracting(Left::remaining).containsExactly(6L, 96L);
        assertThat(admission.left().get(0).moreAfter()).isEqualTo(Duration.ofMillis(100));
    }

    @Test
    void tellsARefusedCallWhatEachBandIsLeftWith() {
        Limiter limiter = scene.limiter(PER_SECOND, PER_HOUR);
        take(limiter, 10);

        Admission refused = take(limiter, 1);

        assertThat(refused.passes()).isFalse();
        assertThat(refused.decision().retryAfter()).isEqualTo(Duration.ofMillis(100));
        assertThat(refused.left()).extracting(Left::remaining).containsExactly(0L, 90L);
        assertThat(scene.events).containsExactly("granted", "refused: permits");
    }

    @Test
    void theExceptionOfARefusalHasItsFigures() {
        Limiter limiter = scene.limiter(PER_SECOND);
        take(limiter, 9);

        RateLimitExceededException refusal = take(limiter, 2).refusal();

        assertThat(refusal.limiter()).isEqualTo("api");
        assertThat(refusal.key()).isEqualTo("ann");
        assertThat(refusal.remaining()).isEqualTo(1);
        assertThat(refusal.retryAfter()).isEqualTo(Duration.ofMillis(100));
    }

    @Test
    void aCostThatCanNeverBeGrantedIsRefused() {
        Admission refused = take(scene.limiter(PER_SECOND.withBurst(3), PER_HOUR), 4);

        assertThat(refused.passes()).isFalse();
        assertThat(refused.decision().retryAfter()).isEqualTo(SECOND);
        assertThat(scene.store.taken).isEmpty();
        assertThat(scene.events).containsExactly("refused: permits");
    }

    @Test
    void aShadowLetsACostPassThatCanNeverBeGranted() {
        Limiter limiter = scene.limiter(OPTIONS.withShadow(true, "test"));

        assertThat(take(limiter, 11).passes()).isTrue();
        assertThat(scene.events).containsExactly("shadowed");
    }

    @Test
    void aCostOfNothingIsAMistake() {
        Limiter limiter = scene.limiter(PER_SECOND);

        assertThatThrownBy(() -> take(limiter, 0)).isInstanceOf(InvalidConfigurationException.class);
    }

    @Test
    void aShadowCountsAndPasses() {
        Limiter limiter = scene.limiter(OPTIONS.withShadow(true, "test"));
        take(limiter, 10);

        Admission admission = take(limiter, 1);

        assertThat(admission.passes()).isTrue();
        assertThat(admission.decision().allowed()).isFalse();
        assertThat(admission.told()).isEqualTo(new Decision(true, 0, Duration.ZERO, SECOND));
        assertThat(scene.events).containsExactly("granted", "shadowed");
    }

    @Test
    void creditGivesBackAndEndsRefusalsFromMemory() {
        Limiter limiter = scene.limiter(PER_SECOND);
        take(limiter, 10);
        take(limiter, 1);

        outcome(limiter.credit(KEY, 5, Caller.BLOCKING));

        assertThat(take(limiter, 5).passes()).isTrue();
    }

    @Test
    void withoutAStoreEachNodeLimitsAlone() {
        Limiter limiter = scene.limiter(PER_SECOND);
        take(limiter, 10);
        scene.store.away = true;

        assertThat(take(limiter, 10).passes()).isTrue();
        assertThat(take(limiter, 1).passes()).isFalse();
        assertThat(scene.events)
                .containsExactly("granted", "store failed", "granted", "store failed", "refused: permits");
    }

    @Test
    void aCreditWithoutAStoreCountsInThisProcess() {
        Limiter limiter = scene.limiter(PER_SECOND);
        scene.store.away = true;
        take(limiter, 10);

        outcome(limiter.credit(KEY, 3, Caller.BLOCKING));

        assertThat(take(limiter, 1).decision().remaining()).isEqualTo(2);
    }

    @Test
    void withoutAStoreAnOpenLimiterLetsPass() {
        Limiter limiter = scene.limiter(OPTIONS.withOnBackendFailure(BackendFailure.OPEN, "test"));
        scene.store.away = true;
        for (int i = 0; i < 20; i++) {
            assertThat(take(limiter, 1).passes()).isTrue();
        }
        assertThat(take(limiter, 1).left()).isEmpty();
        outcome(limiter.credit(KEY, 3, Caller.BLOCKING));
    }

    @Test
    void withoutAStoreAClosedLimiterRefuses() {
        Limiter limiter = scene.limiter(OPTIONS.withOnBackendFailure(BackendFailure.CLOSED, "test"));
        scene.store.away = true;

        assertThat(LimitScene.failure(limiter.take(KEY, 1, Caller.BLOCKING)))
                .isInstanceOf(BackendUnavailableException.class);
        assertThat(LimitScene.failure(limiter.credit(KEY, 1, Caller.BLOCKING)))
                .isInstanceOf(BackendUnavailableException.class);
    }

    @Test
    void aShadowLetsPassWhateverHappens() {
        Limiter limiter = scene.limiter(
                OPTIONS.withOnBackendFailure(BackendFailure.CLOSED, "test").withShadow(true, "test"));
        scene.store.away = true;

        assertThat(take(limiter, 1).passes()).isTrue();
    }

    @Test
    void aPlanGivesItsKeysOtherBands() {
        scene.plans.add((limiter, key) -> key.equals("ann") ? List.of(Band.fixedWindow(2, SECOND)) : List.of());
        Limiter limiter = scene.limiter(PER_SECOND);

        assertThat(take(limiter, 1).decision().remaining()).isEqualTo(1);
        assertThat(outcome(limiter.take(new LimitKey("bob", "bob"), 1, Caller.BLOCKING))
                        .decision()
                        .remaining())
                .isEqualTo(9);
    }

    @Test
    void aPlanMayChangeAtAnyTime() {
        Band[] now = {Band.tokenBucket(2, SECOND)};
        scene.plans.add((limiter, key) -> List.of(now[0]));
        Limiter limiter = scene.limiter(PER_SECOND);
        take(limiter, 2);
        assertThat(take(limiter, 1).passes()).isFalse();

        now[0] = Band.tokenBucket(5, SECOND);

        assertThat(take(limiter, 1).decision().remaining()).isEqualTo(2);
    }

    @Test
    void twoPlansForOneLimiterAreRefused() {
        scene.plans.add((limiter, key) -> List.of());
        scene.plans.add((limiter, key) -> List.of());

        assertThatThrownBy(() -> scene.limiter(PER_SECOND))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageContaining("at most one LimitPlan");
    }
}
