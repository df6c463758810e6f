package dev.cachekit.limit;

import dev.cachekit.call.Stages;
import dev.cachekit.recovery.Guard;
import dev.cachekit.spi.LimitReply;
import dev.cachekit.spi.LimitRequest;
import dev.cachekit.spi.LimitStore;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * Sends at most one request at a time for each subject: what comes meanwhile goes together in the next. Nobody waits for
 * company, and a busy key costs a process one round trip after the other instead of many at once. What is decided is the
 * same. Safe for use by many threads.
 */
public final class CombiningLimitStore implements LimitStore {

    /** Bounds the time one script runs. */
    private static final int MOST = 64;

    private final LimitStore store;
    private final Guard guard;

    /** Who waits for the request under way; no entry if there is none. */
    private final ConcurrentMap<Line, Deque<Ask>> lines = new ConcurrentHashMap<>();

    /** Requests that can go together; the cost and the wait are each one's own. */
    private record Line(String limiter, String subject, List<?> bands) {

        static Line of(LimitRequest request) {
            return new Line(request.limiter(), request.subject(), request.bands());
        }
    }

    private record Ask(LimitRequest request, CompletableFuture<LimitReply> reply) {}

    /**
     * Puts it before a store.
     *
     * @param store counts the permits
     * @param guard keeps requests from primaries that are left alone
     */
    public CombiningLimitStore(LimitStore store, Guard guard) {
        this.store = store;
        this.guard = guard;
    }

    /** A request whose stage is cancelled while it waits in line is not sent; later on its permits are given back. */
    @Override
    public CompletionStage<LimitReply> take(LimitRequest request) {
        Ask ask = new Ask(request, new CompletableFuture<>());
        Line line = Line.of(request);
        Deque<Ask> alone = new ArrayDeque<>();
        Deque<Ask> waiting = lines.compute(line, (same, others) -> {
            if (others == null) {
                return alone;
            }
            others.add(ask);
            return others;
        });
        if (waiting == alone) {
            send(line, List.of(ask));
        }
        return ask.reply;
    }

    @Override
    public CompletionStage<List<LimitReply>> takeEach(List<LimitRequest> requests) {
        return guard.send(requests.get(0).lane(), () -> store.takeEach(requests));
    }

    @Override
    public CompletionStage<Void> credit(LimitRequest request) {
        return guard.send(request.lane(), () -> store.credit(request));
    }

    private void send(Line line, List<Ask> asks) {
        List<LimitRequest> requests = asks.stream().map(Ask::request).toList();
        Stages.begun(() -> takeEach(requests))
                .thenApply(replies -> oneForEach(asks, replies))
                .whenComplete((replies, failure) -> {
                    try {
                        answer(asks, replies, failure);
                    } finally { // last, so that whoever asks again at once goes with the next
                        sendNext(line);
                    }
                });
    }

    private static List<LimitReply> oneForEach(List<Ask> asks, List<LimitReply> replies) {
        if (replies.size() != asks.size()) {
            throw new IllegalStateException(
                    "the store has answered " + replies.size() + " of " + asks.size() + " requests for permits");
        }
        return replies;
    }

    private void answer(List<Ask> asks, List<LimitReply> replies, @Nullable Throwable failure) {
        for (int i = 0; i < asks.size(); i++) {
            if (failure != null) {
                asks.get(i).reply.completeExceptionally(Stages.cause(failure));
            } else {
                answer(asks.get(i), replies.get(i));
            }
        }
    }

    /** Whoever has given up meanwhile goes by another answer, and must not lose permits here. */
    private void answer(Ask ask, LimitReply reply) {
        if (!ask.reply.complete(reply) && reply.granted()) {
            Stages.begun(() -> credit(ask.request));
        }
    }

    private void sendNext(Line line) {
        List<Ask> next = new ArrayList<>();
        lines.compute(line, (same, waiting) -> {
            while (waiting != null && !waiting.isEmpty() && next.size() < MOST) {
                Ask ask = waiting.remove();
                if (!ask.reply.isDone()) {
                    next.add(ask);
                }
            }
            return next.isEmpty() ? null : waiting;
        });
        if (!next.isEmpty()) {
            send(line, next);
        }
    }
}
