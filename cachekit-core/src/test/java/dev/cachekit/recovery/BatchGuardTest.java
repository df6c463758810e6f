package dev.cachekit.recovery;

import static dev.cachekit.recovery.RecoveryScenario.beat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.BackendUnavailableException;
import dev.cachekit.operation.BreakerSettings;
import dev.cachekit.operation.FailoverRule;
import dev.cachekit.spi.Lane;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class BatchGuardTest {

    private static final int MANY = 1_000;
    private static final Lane FIRST = Lane.all().get(0);
    private static final Lane LAST = Lane.all().get(Lane.COUNT - 1);
    private static final Function<Lane, String> TWO = lane -> lane.number() < Lane.COUNT / 2 ? "a" : "b";

    private final RecoveryScenario scenario = new RecoveryScenario();
    private final Recovery recovery = Recovery.guarding(
            scenario.store,
            scenario.time,
            scenario,
            new Recovery.Rules(BreakerSettings.DEFAULT, FailoverRule.REPLAY, List::of));

    /** The requests of one batch, with answers that the test gives. */
    private final class Requests {

        final BatchGuard guard = recovery.batch();
        final List<CompletableFuture<String>> open = new ArrayList<>();
        final AtomicInteger refused = new AtomicInteger();

        Requests begin(Lane lane, int number) {
            for (int i = 0; i < number; i++) {
                guard.guard().send(lane, this::request).exceptionally(failure -> {
                    refused.addAndGet(failure instanceof BackendUnavailableException away && !away.wasSent() ? 1 : 0);
                    return "refused";
                });
            }
            return this;
        }

        Requests send() {
            guard.send();
            return this;
        }

        private CompletionStage<String> request() {
            CompletableFuture<String> answer = new CompletableFuture<>();
            open.add(answer);
            return answer;
        }

        void answer(Duration each) {
            open.forEach(answer -> {
                scenario.time.advance(each);
                answer.complete("done");
            });
        }

        void fail(int number) {
            open.subList(0, number)
                    .forEach(answer -> answer.completeExceptionally(new BackendUnavailableException("cut", null)));
            open.subList(number, open.size()).forEach(answer -> answer.complete("done"));
        }
    }

    private Requests sent(int number) {
        return new Requests().begin(FIRST, number).send();
    }

    private void cut(int batches) {
        for (int i = 0; i < batches; i++) {
            sent(MANY).fail(MANY);
        }
    }

    @Test
    void aLargeBatchIsNotSlowBecauseItIsLarge() {
        for (int i = 0; i < 20; i++) {
            sent(MANY).answer(Duration.ofMillis(1));
        }
        assertThat(scenario.told).isEmpty();
    }

    @Test
    void whatIsDoneBeforeABatchIsSentIsNotItsTime() {
        for (int i = 0; i < 20; i++) {
            Requests requests = new Requests().begin(FIRST, MANY);
            scenario.time.advance(Duration.ofSeconds(1));
            requests.send().answer(Duration.ZERO);
        }
        assertThat(scenario.told).isEmpty();
    }

    @Test
    void aBatchWhoseFirstAnswerIsLateIsSlowAsTheBeatIs() {
        Duration late = BreakerSettings.DEFAULT.slowCall().plusMillis(1);
        scenario.time.advance(late);
        recovery.onBeat(scenario.time.nanoTime() - late.toNanos(), beat("p"));
        recovery.onBeat(scenario.time.nanoTime() - late.toNanos(), beat("p"));
        for (int i = 0; i < 5; i++) {
            Requests requests = sent(MANY);
            scenario.time.advance(late);
            requests.answer(Duration.ZERO);
        }
        assertThat(scenario.told).containsExactly("p OPEN");
    }

    @Test
    void oneCutPipelineIsOneFailure() {
        cut(4);
        assertThat(scenario.told).isEmpty();
    }

    @Test
    void aPrimaryThatHangsIsLeftAloneAfterSomePipelines() {
        cut(5);
        assertThat(scenario.told).containsExactly("unknown OPEN");
    }

    @Test
    void fewFailuresOfManyAreNoFault() {
        for (int i = 0; i < 20; i++) {
            sent(MANY).fail(MANY / 2 - 1);
        }
        assertThat(scenario.told).isEmpty();
    }

    @Test
    void nothingIsCountedBeforeTheLastAnswer() {
        cut(4);
        Requests hanging = sent(MANY);
        hanging.open
                .subList(1, MANY)
                .forEach(answer -> answer.completeExceptionally(new BackendUnavailableException("cut", null)));
        assertThat(scenario.told).isEmpty();

        hanging.open.get(0).complete("done");
        assertThat(scenario.told).containsExactly("unknown OPEN");
    }

    @Test
    void eachPrimaryHasAPipelineOfItsOwn() {
        recovery.onBeat(0, beat(Lane.all(), TWO));
        for (int i = 0; i < 5; i++) {
            Requests requests = new Requests().begin(FIRST, MANY).begin(LAST, 1).send();
            requests.fail(MANY);
        }
        assertThat(scenario.told).containsExactly("a OPEN");
    }

    @Test
    void everyRequestToAPrimaryThatIsLeftAloneIsRefused() {
        recovery.onBeat(0, beat(Lane.all(), TWO));
        recovery.onBeat(0, beat(Lane.all().subList(Lane.COUNT / 2, Lane.COUNT), TWO));

        Requests requests = new Requests().begin(FIRST, MANY).begin(LAST, MANY).send();

        assertThat(requests.refused).hasValue(MANY);
        assertThat(requests.open).hasSize(MANY);
    }

    @Test
    void aBatchOnTrialGoesWhole() {
        cut(5);
        scenario.time.advance(BreakerSettings.DEFAULT.openFor());

        Requests trial = sent(MANY);
        assertThat(trial.refused).hasValue(0);
        trial.answer(Duration.ZERO);

        assertThat(scenario.told).containsExactly("unknown OPEN", "unknown HALF_OPEN", "unknown CLOSED");
    }

    @Test
    void whatIsAskedForLaterCountsByItself() {
        Requests requests = sent(1);
        requests.begin(FIRST, 5);
        requests.fail(6);
        assertThat(scenario.told).containsExactly("unknown OPEN");
    }
}
