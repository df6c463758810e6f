package dev.cachekit.limit;

import static dev.cachekit.limit.LimitScene.CONTINUED;
import static dev.cachekit.limit.LimitScene.KEY;
import static dev.cachekit.limit.LimitScene.SECOND;
import static dev.cachekit.limit.LimitScene.failure;
import static dev.cachekit.limit.LimitScene.take;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cachekit.Band;
import dev.cachekit.InvalidConfigurationException;
import dev.cachekit.WaitInterruptedException;
import dev.cachekit.call.Caller;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PermitWaitTest {

    private static final Band BUCKET = Band.tokenBucket(10, SECOND);
    private static final Band WINDOW = Band.fixedWindow(10, SECOND);

    private final LimitScene scene = new LimitScene();

    private static CompletableFuture<Admission> waiting(Limiter limiter, Duration maxWait) {
        return limiter.take(KEY, 1, maxWait, CONTINUED).toCompletableFuture();
    }

    @Test
    void aBucketReservesPlacesOneAfterTheOther() {
        Limiter limiter = scene.limiter(BUCKET);
        take(limiter, 10);
        List<CompletableFuture<Admission>> calls =
                IntStream.range(0, 3).mapToObj(i -> waiting(limiter, SECOND)).toList();

        for (int ready = 0; ready <= 3; ready++) {
            assertThat(calls).filteredOn(CompletableFuture::isDone).hasSize(ready);
            scene.clock.advance(Duration.ofMillis(100));
        }
        assertThat(scene.store.taken).hasSize(4);
        assertThat(calls).allMatch(call -> call.join().passes());
        assertThat(scene.events).contains("waited PT0.1S", "waited PT0.2S", "waited PT0.3S");
    }

    @Test
    void aWaitThatWouldBeTooLongIsRefusedAtOnce() {
        Limiter limiter = scene.limiter(BUCKET);
        take(limiter, 10);

        CompletableFuture<Admission> refused = waiting(limiter, Duration.ofMillis(99));

        assertThat(refused).isDone();
        assertThat(refused.join().passes()).isFalse();
    }

    @Test
    void aWindowIsAskedAgainWhenItMayHaveRoom() {
        Limiter limiter = scene.limiter(WINDOW);
        take(limiter, 10);
        CompletableFuture<Admission> call = waiting(limiter, SECOND);
        assertThat(call).isNotDone();

        scene.clock.advance(SECOND);

        assertThat(call.join().passes()).isTrue();
        assertThat(scene.store.taken).hasSize(3);
    }

    @Test
    void whoComesTooLateAgainAndAgainIsRefusedWhenTheTimeIsOver() {
        Limiter limiter = scene.limiter(WINDOW);
        take(limiter, 10);
        CompletableFuture<Admission> call = waiting(limiter, Duration.ofMillis(1500));
        scene.clock.after(Duration.ofMillis(999), () -> {}); // others are a little faster
        scene.clock.advance(Duration.ofMillis(999));
        scene.store.holding = true;
        scene.clock.advance(Duration.ofMillis(1));
        scene.store.holding = false;
        take(limiter, 9);

        scene.store.release();

        assertThat(call.join().passes()).isTrue();
    }

    @Test
    void aWindowThatIsFullForTooLongRefusesAtOnce() {
        Limiter limiter = scene.limiter(WINDOW);
        take(limiter, 10);

        assertThat(waiting(limiter, Duration.ofMillis(999)).join().passes()).isFalse();
    }

    @Test
    void aShadowNeverWaits() {
        Limiter limiter = scene.limiter(
                LimiterOptions.NONE.withBands(List.of(BUCKET), "test").withShadow(true, "test"));
        take(limiter, 10);

        assertThat(waiting(limiter, SECOND)).isDone();
    }

    @Test
    void theLimitersOwnWaitHoldsForWhoSaysNothing() {
        Limiter limiter = scene.limiter(
                LimiterOptions.NONE.withBands(List.of(BUCKET), "test").withMaxWait(SECOND, "test"));
        take(limiter, 10);
        CompletableFuture<Admission> call = limiter.take(KEY, 1, CONTINUED).toCompletableFuture();

        assertThat(call).isNotDone();
    }

    @Test
    void anInterruptedCallGivesItsPlaceBack() {
        Limiter limiter = scene.limiter(BUCKET);
        take(limiter, 10);
        Thread.currentThread().interrupt();

        Throwable failure = failure(limiter.take(KEY, 1, SECOND, Caller.BLOCKING));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(failure).isInstanceOf(WaitInterruptedException.class).hasMessageContaining("api");
        assertThat(scene.store.credited).hasSize(1);
    }

    @Test
    void aCancelledCallGivesItsPlaceBack() {
        Limiter limiter = scene.limiter(BUCKET);
        take(limiter, 10);
        CompletableFuture<Admission> givenUp = waiting(limiter, SECOND);

        givenUp.cancel(false);

        assertThat(scene.store.credited).hasSize(1);
        CompletableFuture<Admission> next = waiting(limiter, SECOND);
        scene.clock.advance(Duration.ofMillis(100));
        assertThat(next).isDone();
        assertThat(scene.events).containsOnlyOnce("waited PT0.1S");
    }

    @Test
    void permitsThatComeAfterTheCallWasCancelledAreGivenBack() {
        Limiter limiter = scene.limiter(BUCKET);
        scene.store.holding = true;
        CompletableFuture<Admission> givenUp = waiting(limiter, SECOND);

        givenUp.cancel(false);
        scene.store.release();

        assertThat(scene.store.credited).hasSize(1);
    }

    @Test
    void aCancelledCallAsksAWindowNoMore() {
        Limiter limiter = scene.limiter(WINDOW);
        take(limiter, 10);
        CompletableFuture<Admission> givenUp = waiting(limiter, SECOND);

        givenUp.cancel(false);
        scene.clock.advance(SECOND);

        assertThat(scene.store.taken).hasSize(2);
        assertThat(scene.store.credited).isEmpty();
    }

    @Test
    void whoWaitsByAClockThatStandsStillIsRefusedInTheEnd() {
        Limiter limiter = scene.limiter(WINDOW);
        take(limiter, 10);

        Admission refused = LimitScene.outcome(limiter.take(KEY, 1, Duration.ofSeconds(30), new OutOfPatience()));

        assertThat(refused.passes()).isFalse();
        assertThat(scene.store.taken).hasSizeLessThan(6);
    }

    @Test
    void aNegativeWaitIsAMistake() {
        Limiter limiter = scene.limiter(BUCKET);

        assertThatThrownBy(() -> waiting(limiter, Duration.ofMillis(-1)))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageContaining("maxWait must not be negative");
    }

    /** Its waits end by real time, which it does not take. */
    private static final class OutOfPatience implements Caller {

        private int waits;

        @Override
        public <T> CompletionStage<T> await(CompletionStage<T> stage, Duration atMost) {
            if (stage.toCompletableFuture().isDone()) {
                return stage;
            }
            return CompletableFuture.failedFuture(
                    waits++ < 100 ? new TimeoutException() : new IllegalStateException("it waits for ever"));
        }
    }
}
