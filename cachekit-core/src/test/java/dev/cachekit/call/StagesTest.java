package dev.cachekit.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class StagesTest {

    private final Queue<Runnable> elsewhere = new ArrayDeque<>();
    private final CompletableFuture<String> open = new CompletableFuture<>();

    @Test
    void aFailureIsPassedBare() {
        IllegalStateException failure = new IllegalStateException("no");
        CompletableFuture<String> to = new CompletableFuture<>();
        Stages.pass(open.thenApply(value -> value), to);
        open.completeExceptionally(failure);
        assertThat(to.handle((value, failed) -> failed)).isCompletedWithValue(failure);
    }

    @Test
    void whoCancelsCancelsWhatFollowedOnACompleteStage() {
        CompletionStage<String> both = Stages.then(CompletableFuture.completedFuture(1), done -> open);
        both.toCompletableFuture().cancel(true);
        assertThat(open).isCancelled();
    }

    @Test
    void whoCancelsCancelsWhatIsUnderWay() {
        CompletableFuture<Integer> first = new CompletableFuture<>();
        CompletionStage<String> both = Stages.then(first, done -> open);
        first.complete(1);
        both.toCompletableFuture().cancel(true);
        assertThat(open).isCancelled();
    }

    @Test
    void whatEndsLaterIsResumedElsewhere() {
        CompletionStage<String> resumed = Stages.resumed(open, elsewhere::add);
        open.complete("value");
        assertThat(resumed.toCompletableFuture()).isNotDone();
        elsewhere.remove().run();
        assertThat(resumed).isCompletedWithValue("value");
    }

    @Test
    void whatHasEndedIsNotMoved() {
        open.complete("value");
        assertThat(Stages.resumed(open, elsewhere::add)).isSameAs(open);
        assertThat(elsewhere).isEmpty();
    }

    @Test
    void whoCancelsWhatIsResumedCancelsTheStage() {
        Stages.resumed(open, elsewhere::add).toCompletableFuture().cancel(true);
        assertThat(open).isCancelled();
    }
}
