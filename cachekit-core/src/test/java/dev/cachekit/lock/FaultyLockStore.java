package dev.cachekit.lock;

import dev.cachekit.BackendUnavailableException;
import dev.cachekit.spi.LockKey;
import dev.cachekit.spi.LockRelease;
import dev.cachekit.spi.LockReply;
import dev.cachekit.spi.LockRequest;
import dev.cachekit.spi.LockStore;
import dev.cachekit.spi.Token;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A store that can be away, keep its answers to itself, or lose its messages. */
final class FaultyLockStore implements LockStore {

    enum Mode {
        FINE,
        /** Does nothing and says so. */
        AWAY,
        /** Does what it is told, but the answer is lost. */
        MUTE
    }

    private final LockStore store;
    final List<LockRequest> requests = new CopyOnWriteArrayList<>();
    volatile Mode mode = Mode.FINE;
    volatile boolean losesMessages;

    FaultyLockStore(LockStore store) {
        this.store = store;
    }

    @Override
    public CompletionStage<LockReply> acquire(LockRequest request) {
        requests.add(request);
        return answer(() -> store.acquire(request));
    }

    @Override
    public CompletionStage<Boolean> extend(LockKey key, Token acquisition, Duration lease, long fence) {
        return answer(() -> store.extend(key, acquisition, lease, fence));
    }

    @Override
    public CompletionStage<Boolean> release(LockKey key, Token acquisition) {
        return answer(() -> store.release(key, acquisition));
    }

    @Override
    public void onRelease(Consumer<LockRelease> listener) {
        store.onRelease(release -> {
            if (!losesMessages) {
                listener.accept(release);
            }
        });
    }

    private <T> CompletionStage<T> answer(Supplier<CompletionStage<T>> request) {
        return switch (mode) {
            case FINE -> request.get();
            case AWAY -> away();
            case MUTE -> request.get().thenCompose(lost -> away());
        };
    }

    private static <T> CompletionStage<T> away() {
        return CompletableFuture.failedFuture(new BackendUnavailableException("away", null));
    }
}
