package dev.cachekit.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.call.Caller;
import dev.cachekit.contract.Sample;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;

/** Loads while a write of the key is under way. */
class FencedLoadTest {

    private static final Executor HERE = Runnable::run;

    private final TestNode node = TestNode.create();
    private final Caller caller = Caller.continuedOn(HERE);

    @Test
    void aLoadThatHasBegunIsNotJoinedBecauseTheWriteMayCommitMeanwhile() {
        fence();
        CompletableFuture<String> before = new CompletableFuture<>();
        CompletionStage<String> early = get(before);

        CompletionStage<String> late = get(CompletableFuture.completedFuture("committed"));
        before.complete("old");

        assertThat(early.toCompletableFuture()).isCompletedWithValue("old");
        assertThat(late.toCompletableFuture()).isCompletedWithValue("committed");
    }

    @Test
    void callersThatWaitForTheirTurnShareTheNextLoad() {
        fence();
        CompletableFuture<String> before = new CompletableFuture<>();
        get(before);

        CompletionStage<String> second = get(CompletableFuture.completedFuture("next"));
        CompletionStage<String> third = get(CompletableFuture.completedFuture("of its own"));
        before.complete("old");

        assertThat(second.toCompletableFuture()).isCompletedWithValue("next");
        assertThat(third.toCompletableFuture()).isCompletedWithValue("next");
    }

    private void fence() {
        node.store.fence(node.key("k"), Sample.token(), Duration.ofSeconds(10));
    }

    private CompletionStage<String> get(CompletionStage<String> loaded) {
        return node.strategies
                .reader()
                .get(node.region, node.key("k"), Load.starting(node.region, () -> loaded), caller);
    }
}
