package dev.cachekit.flight;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class WorkTest {

    private final CompletableFuture<String> stage = new CompletableFuture<>();

    @Test
    void aCallThatIsCancelledBeforeItBeginsIsNotMade() {
        Work<String> work = new Work<>(() -> {
            throw new AssertionError("was made");
        });
        work.cancel();

        assertThat(work.start().toCompletableFuture()).isCancelled();
        assertThat(work.isInside(Thread.currentThread())).isFalse();
    }

    @Test
    void cancelsTheStageOfACall() {
        Work<String> work = new Work<>(() -> stage);
        work.start();

        work.cancel();

        assertThat(stage).isCancelled();
    }

    @Test
    void aCallThatIsCancelledFromWithinIsInterruptedAndItsThreadKeepsNoInterrupt() {
        AtomicReference<Work<String>> work = new AtomicReference<>();
        AtomicReference<Boolean> interrupted = new AtomicReference<>();
        work.set(new Work<>(() -> {
            work.get().cancel();
            interrupted.set(Thread.currentThread().isInterrupted());
            return stage;
        }));

        work.get().start();

        assertThat(interrupted).hasValue(true);
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
        assertThat(stage).isCancelled();
    }

    @Test
    void onlyTheThreadThatMakesTheCallIsInside() {
        AtomicReference<Work<String>> work = new AtomicReference<>();
        AtomicReference<Boolean> inside = new AtomicReference<>();
        work.set(new Work<>(() -> {
            inside.set(work.get().isInside(Thread.currentThread()));
            return stage;
        }));

        work.get().start();

        assertThat(inside).hasValue(true);
        assertThat(work.get().isInside(Thread.currentThread())).isFalse();
    }
}
