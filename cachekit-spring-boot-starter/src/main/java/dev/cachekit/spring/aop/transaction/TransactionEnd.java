package dev.cachekit.spring.aop.transaction;

import dev.cachekit.call.Caller;
import dev.cachekit.call.Stages;
import dev.cachekit.spi.TransactionScope.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What calls that may be anywhere have to do at the end of a transaction. None that fails keeps the others from their turn:
 * the database has changed already. Safe for use by many threads.
 */
final class TransactionEnd {

    /** There is nothing to wait for. */
    static final CompletionStage<Void> DONE = CompletableFuture.completedFuture(null);

    private static final Logger log = LoggerFactory.getLogger(TransactionEnd.class);

    private final Lock turn = new ReentrantLock();
    private final List<Function<Outcome, CompletionStage<Void>>> actions = new ArrayList<>();
    private @Nullable Outcome ended;

    /** Adds what is to be done then; after the end it is begun now. */
    void add(Function<Outcome, CompletionStage<Void>> action, Caller afterTheEnd) {
        Outcome known;
        turn.lock();
        try {
            known = ended;
            if (known == null) {
                actions.add(action);
            }
        } finally {
            turn.unlock();
        }
        if (known != null) {
            run(action, known, afterTheEnd);
        }
    }

    /** The transaction has ended: does what is to be done, in order. The stage never fails. */
    CompletionStage<Void> end(Outcome outcome, Caller caller) {
        return Stages.inTurn(closed(outcome), action -> run(action, outcome, caller));
    }

    boolean hasEnded() {
        turn.lock();
        try {
            return ended != null;
        } finally {
            turn.unlock();
        }
    }

    private List<Function<Outcome, CompletionStage<Void>>> closed(Outcome outcome) {
        turn.lock();
        try {
            ended = outcome;
            return List.copyOf(actions);
        } finally {
            turn.unlock();
        }
    }

    private static CompletionStage<Void> run(
            Function<Outcome, CompletionStage<Void>> action, Outcome outcome, Caller caller) {
        return Stages.either(Stages.begun(() -> caller.begin(() -> action.apply(outcome))), done -> DONE, failure -> {
            log.error("a cache could not be changed after the transaction", failure);
            return DONE;
        });
    }
}
