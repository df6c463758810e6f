package dev.cachekit.spring.aop.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.call.Caller;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class CallerAtHomeTest {

    private final Queue<Runnable> elsewhere = new ArrayDeque<>();
    private final CallerAtHome home = new CallerAtHome(Caller.continuedOn(elsewhere::add));

    private static <T> T onAnotherThread(Supplier<T> work) {
        return CompletableFuture.supplyAsync(work).join();
    }

    @Test
    void whatBeginsHereRunsHere() {
        assertThat(home.staysOnItsThread()).isTrue();
        assertThat(home.begin(() -> CompletableFuture.completedFuture("value"))).isCompletedWithValue("value");
    }

    @Test
    void onAnotherThreadNothingIsWaitedFor() {
        CompletionStage<String> awaited =
                onAnotherThread(() -> home.await(new CompletableFuture<>(), Duration.ofMinutes(1)));
        assertThat(awaited.toCompletableFuture()).isNotDone();
        assertThat(onAnotherThread(home::staysOnItsThread)).isFalse();
    }

    @Test
    void whenTheCallHasBegunItIsContinued() {
        home.leave();
        assertThat(home.staysOnItsThread()).isFalse();
        CompletionStage<String> begun = home.begin(() -> CompletableFuture.completedFuture("value"));
        assertThat(begun.toCompletableFuture()).isNotDone();
        elsewhere.remove().run();
        assertThat(begun).isCompletedWithValue("value");
    }
}
