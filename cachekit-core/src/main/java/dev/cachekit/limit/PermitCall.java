package dev.cachekit.limit;

import dev.cachekit.BackendUnavailableException;
import dev.cachekit.annotation.BackendFailure;
import dev.cachekit.call.Caller;
import dev.cachekit.call.Stages;
import dev.cachekit.spi.LimitReply;
import dev.cachekit.spi.LimitRequest;
import dev.cachekit.spi.LimitStore;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * One question for permits: answered from memory, by the store, or, while that is away, by the limiter's rule for it.
 *
 * @param ports what to work with
 * @param limiter the limiter's name
 * @param denied what was refused a moment ago
 * @param rule what to do while the store is away
 * @param caller how to wait
 */
record PermitCall(LimitPorts ports, String limiter, DenyMemory denied, BackendFailure rule, Caller caller) {

    /**
     * What was answered.
     *
     * @param reply the answer
     * @param by whose counting it is, for giving back what it granted; of an answer from memory the store
     * @param remembered whether it came from memory
     */
    record Answer(LimitReply reply, LimitStore by, boolean remembered) {}

    CompletionStage<Answer> ask(LimitRequest request) {
        Answer known = remembered(request);
        return known != null ? CompletableFuture.completedFuture(known) : askStore(request);
    }

    /** Answers from memory, without making anything for a wait; null if the store is to be asked. */
    @Nullable
    Answer remembered(LimitRequest request) {
        LimitReply known = denied.find(request);
        return known == null ? null : new Answer(known, ports.store(), true);
    }

    private CompletionStage<Answer> askStore(LimitRequest request) {
        long mark = denied.mark();
        long sentNanos = ports.clock().nanoTime();
        return Stages.either(
                sent(request),
                reply -> {
                    if (!reply.granted()) {
                        denied.remember(request, reply, sentNanos, mark);
                    }
                    return answer(reply, ports.store());
                },
                failure -> withoutStore(request, failure));
    }

    /** Whoever gives up must not take permits from the next in line. */
    private CompletionStage<LimitReply> sent(LimitRequest request) {
        CompletableFuture<LimitReply> sent =
                Stages.begun(() -> ports.store().take(request)).toCompletableFuture();
        return ports.storeTime(caller).await(sent).whenComplete((reply, failure) -> {
            if (failure != null) {
                sent.cancel(false);
            }
        });
    }

    private CompletionStage<Answer> withoutStore(LimitRequest request, Throwable failure) {
        if (!(failure instanceof BackendUnavailableException)) {
            return CompletableFuture.failedFuture(failure);
        }
        ports.listener().onLimitStoreFailure(limiter, failure);
        return switch (rule) {
            case LOCAL -> ports.local().take(request).thenCompose(reply -> answer(reply, ports.local()));
            case OPEN -> answer(new LimitReply(true, Duration.ZERO, List.of()), ports.local());
            case CLOSED -> CompletableFuture.failedFuture(failure);
        };
    }

    private static CompletionStage<Answer> answer(LimitReply reply, LimitStore by) {
        return CompletableFuture.completedFuture(new Answer(reply, by, false));
    }
}
