package dev.cachekit.recovery;

import static dev.cachekit.recovery.RecoveryScenario.beat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.BackendUnavailableException;
import dev.cachekit.operation.BreakerSettings;
import dev.cachekit.spi.BreakerState;
import dev.cachekit.spi.Lane;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class CircuitBreakersTest {

    private static final Lane FIRST = Lane.all().get(0);
    private static final Lane LAST = Lane.all().get(Lane.COUNT - 1);
    private static final Function<Lane, String> TWO = lane -> lane.number() < Lane.COUNT / 2 ? "a" : "b";
    private static final List<Lane> OF_A = Lane.all().subList(0, Lane.COUNT / 2);

    private final RecoveryScenario scenario = new RecoveryScenario();
    private final CircuitBreakers breakers = new CircuitBreakers(
            scenario.time,
            primary -> new CircuitBreaker(
                    primary, BreakerSettings.DEFAULT, scenario.time, state -> scenario.onBreaker(primary, state)));

    private void fail(Lane lane, int calls) {
        for (int i = 0; i < calls; i++) {
            breakers.send(lane, () -> away());
        }
    }

    private static CompletionStage<String> away() {
        return CompletableFuture.failedFuture(new BackendUnavailableException("test", null));
    }

    private static CompletionStage<String> done() {
        return CompletableFuture.completedFuture("done");
    }

    private void assertSent(CompletionStage<String> answer) {
        assertThat(answer).isCompletedWithValue("done");
    }

    private void assertRefused(CompletionStage<String> answer) {
        assertThat(answer)
                .failsWithin(0, java.util.concurrent.TimeUnit.SECONDS)
                .withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(BackendUnavailableException.class)
                .withMessageContaining("circuit breaker");
    }

    @Test
    void beforeTheFirstBeatAllLanesShareOne() {
        fail(FIRST, 5);
        assertRefused(breakers.send(LAST, CircuitBreakersTest::done));
    }

    @Test
    void aFailingPrimaryLeavesTheOthersAlone() {
        breakers.onBeat(1, beat(Lane.all(), TWO));
        fail(FIRST, 5);
        assertRefused(breakers.send(FIRST, CircuitBreakersTest::done));
        assertSent(breakers.send(LAST, CircuitBreakersTest::done));
        assertThat(breakers.states()).isEqualTo(Map.of("a", BreakerState.OPEN, "b", BreakerState.CLOSED));
    }

    @Test
    void aPrimaryThatIsMissingInABeatIsLeftAlone() {
        breakers.onBeat(1, beat(Lane.all(), TWO));
        breakers.onBeat(1, beat(OF_A, TWO));
        assertSent(breakers.send(FIRST, CircuitBreakersTest::done));
        assertRefused(breakers.send(LAST, CircuitBreakersTest::done));
    }

    @Test
    void silenceLeavesAllAlone() {
        breakers.onBeat(1, beat(Lane.all(), TWO));
        breakers.onSilence();
        assertRefused(breakers.send(FIRST, CircuitBreakersTest::done));
        assertRefused(breakers.send(LAST, CircuitBreakersTest::done));
        breakers.onBeat(1, beat(Lane.all(), TWO));
        assertSent(breakers.send(FIRST, CircuitBreakersTest::done));
        assertSent(breakers.send(LAST, CircuitBreakersTest::done));
    }

    @Test
    void theFirstBeatThatIsMissedBeforeAnyWasAnsweredBlamesNobody() {
        breakers.onSilence();
        assertSent(breakers.send(FIRST, CircuitBreakersTest::done));
        breakers.onSilence();
        assertRefused(breakers.send(FIRST, CircuitBreakersTest::done));
        breakers.onBeat(1, beat("a"));
        assertSent(breakers.send(FIRST, CircuitBreakersTest::done));
        breakers.onSilence();
        assertRefused(breakers.send(FIRST, CircuitBreakersTest::done));
    }

    @Test
    void requestsThatFailAfterTheFirstBeatWasMissedOpenAllTheSame() {
        breakers.onSilence();
        fail(FIRST, 5);
        assertRefused(breakers.send(FIRST, CircuitBreakersTest::done));
    }

    @Test
    void aPrimaryThatTakesOverBeginsClosed() {
        breakers.onBeat(1, beat("old"));
        fail(FIRST, 5);
        breakers.onBeat(1, beat("new"));
        assertSent(breakers.send(FIRST, CircuitBreakersTest::done));
        assertThat(breakers.states()).isEqualTo(Map.of("new", BreakerState.CLOSED));
    }

    @Test
    void requestsToSeveralPrimariesNeedAllOfThem() {
        breakers.onBeat(1, beat(Lane.all(), TWO));
        assertSent(breakers.send(List.of(FIRST, LAST), CircuitBreakersTest::done));
        fail(FIRST, 5);
        assertRefused(breakers.send(List.of(FIRST, LAST), CircuitBreakersTest::done));
        assertRefused(breakers.sendUncounted(CircuitBreakersTest::done));
        assertSent(breakers.send(List.of(LAST), CircuitBreakersTest::done));
    }

    @Test
    void nobodyIsBlamedForTheFailureOfSeveral() {
        breakers.onBeat(1, beat(Lane.all(), TWO));
        for (int i = 0; i < 20; i++) {
            breakers.send(List.of(FIRST, LAST), CircuitBreakersTest::away);
        }
        assertThat(breakers.states()).isEqualTo(Map.of("a", BreakerState.CLOSED, "b", BreakerState.CLOSED));
    }

    @Test
    void severalLanesOfOnePrimaryCount() {
        for (int i = 0; i < 5; i++) {
            breakers.send(List.of(FIRST, LAST), CircuitBreakersTest::away);
        }
        assertRefused(breakers.send(FIRST, CircuitBreakersTest::done));
    }

    @Test
    void whatTheCallerDidWrongIsNoFault() {
        for (int i = 0; i < 20; i++) {
            breakers.send(FIRST, () -> CompletableFuture.<String>failedFuture(new IllegalArgumentException()));
        }
        assertSent(breakers.send(FIRST, CircuitBreakersTest::done));
    }

    @Test
    void aStoreThatRefusesBecauseItIsFullIsNotAway() {
        for (int i = 0; i < 20; i++) {
            breakers.send(
                    FIRST,
                    () -> CompletableFuture.<String>failedFuture(
                            BackendUnavailableException.refused("full", new IllegalStateException())));
        }
        assertSent(breakers.send(FIRST, CircuitBreakersTest::done));
    }

    @Test
    void aStoreWithoutBeatsIsNotTakenForASilentOne() {
        breakers.onBeat(1, Map.of());
        assertSent(breakers.send(FIRST, CircuitBreakersTest::done));
    }

    @Test
    void whatAnyPrimaryMayDoIsSentWhileOneIsWell() {
        breakers.onBeat(1, beat(Lane.all(), TWO));
        fail(FIRST, 5);
        assertSent(breakers.sendAnywhere(CircuitBreakersTest::done));

        fail(LAST, 5);
        assertRefused(breakers.sendAnywhere(CircuitBreakersTest::done));
    }

    @Test
    void whatAnyPrimaryMayDoBlamesNone() {
        breakers.onBeat(1, beat(Lane.all(), TWO));
        for (int i = 0; i < 10; i++) {
            breakers.sendAnywhere(() -> away());
        }
        assertThat(breakers.states().values()).containsOnly(BreakerState.CLOSED);
    }

    /** Of many requests that went as one, one counts. */
    @Test
    void whatAnotherRequestStoodForIsNotCounted() {
        breakers.onBeat(1, beat(Lane.all(), TWO));
        for (int n = 0; n < 100; n++) {
            breakers.send(
                            Lane.all().get(0),
                            () -> CompletableFuture.failedFuture(BackendUnavailableException.notSent("with others")))
                    .exceptionally(failure -> null);
        }
        assertThat(breakers.states().values()).containsOnly(BreakerState.CLOSED);
    }
}
