package dev.cachekit.lock;

import dev.cachekit.call.Caller;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A caller that may leave: then whatever it waits for fails as cancelled. For one call; leaving is safe from any thread. */
final class Leaving implements Caller {

    private final Caller caller;
    private volatile boolean left;
    private volatile @Nullable CompletableFuture<?> awaited;

    Leaving(Caller caller) {
        this.caller = caller;
    }

    @Override
    public <T> CompletionStage<T> await(CompletionStage<T> stage, Duration atMost) {
        CompletableFuture<T> mine = stage.toCompletableFuture().copy();
        awaited = mine;
        if (left) { // after the note, so that one of the two sees the other
            mine.cancel(false);
        }
        return caller.await(mine, atMost);
    }

    void leave() {
        left = true;
        CompletableFuture<?> current = awaited;
        if (current != null) {
            current.cancel(false);
        }
    }
}
