package dev.cachekit.limit;

import dev.cachekit.BackendUnavailableException;
import dev.cachekit.spi.LimitReply;
import dev.cachekit.spi.LimitRequest;
import dev.cachekit.spi.LimitStore;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A store whose answers can be lost or held back. For use by one thread, or with its requests one at a time. */
final class RecordingLimitStore implements LimitStore {

    private final LimitStore inner;
    final List<List<LimitRequest>> taken = new ArrayList<>();
    final List<LimitRequest> credited = new ArrayList<>();
    private final Deque<Runnable> heldBack = new ArrayDeque<>();
    boolean away;
    boolean holding;

    RecordingLimitStore(LimitStore inner) {
        this.inner = inner;
    }

    @Override
    public CompletionStage<List<LimitReply>> takeEach(List<LimitRequest> requests) {
        taken.add(requests);
        return away ? failed() : answered(inner.takeEach(requests));
    }

    @Override
    public CompletionStage<Void> credit(LimitRequest request) {
        credited.add(request);
        return away ? failed() : inner.credit(request);
    }

    /** Lets the oldest answer go that is held back. */
    void release() {
        heldBack.remove().run();
    }

    private <T> CompletionStage<T> answered(CompletionStage<T> answer) {
        if (!holding) {
            return answer;
        }
        CompletableFuture<T> late = new CompletableFuture<>();
        heldBack.add(() -> answer.whenComplete((value, failure) -> late.complete(value)));
        return late;
    }

    private static <T> CompletionStage<T> failed() {
        return CompletableFuture.failedFuture(new BackendUnavailableException("test", null));
    }
}
