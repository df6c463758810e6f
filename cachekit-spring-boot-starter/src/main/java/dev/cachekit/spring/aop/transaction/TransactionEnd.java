package dev.cachekit.spring.aop.transaction;

import dev.cachekit.spi.TransactionScope.Outcome;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What is to be done at the end of a transaction that belongs to no thread. Safe for use by many threads. */
final class TransactionEnd {

    /** There is nothing to wait for. */
    static final CompletionStage<Void> DONE = CompletableFuture.completedFuture(null);

    private final Lock turn = new ReentrantLock();
    private final Deque<Runnable> beforeCommit = new ArrayDeque<>();
    private final List<Function<Outcome, CompletionStage<Void>>> after = new ArrayList<>();

    /** Nothing can be done before the commit any more, nor stop it. */
    private boolean closed;

    private @Nullable Outcome ended;

    /** What comes too late is left out: what is done at the end must do without it. */
    void addBeforeCommit(Runnable action) {
        turn.lock();
        try {
            if (!closed) {
                beforeCommit.add(action);
            }
        } finally {
            turn.unlock();
        }
    }

    /** Closes what is done before the commit, unless something is left to do. */
    boolean close() {
        turn.lock();
        try {
            closed = beforeCommit.isEmpty();
            return closed;
        } finally {
            turn.unlock();
        }
    }

    /** Runs what is to be done before the commit, and what is added meanwhile. What is thrown ends it. */
    void runBeforeCommit() {
        while (!close()) {
            next().run();
        }
    }

    private Runnable next() {
        turn.lock();
        try {
            return beforeCommit.remove();
        } finally {
            turn.unlock();
        }
    }

    /** Adds what is to be done then; gives the outcome instead if the transaction has ended. */
    Optional<Outcome> addAfter(Function<Outcome, CompletionStage<Void>> action) {
        turn.lock();
        try {
            if (ended == null) {
                after.add(action);
            }
            return Optional.ofNullable(ended);
        } finally {
            turn.unlock();
        }
    }

    /** The transaction has ended. Gives what is to be done now, in order. */
    List<Function<Outcome, CompletionStage<Void>>> begin(Outcome outcome) {
        turn.lock();
        try {
            closed = true;
            ended = outcome;
            return List.copyOf(after);
        } finally {
            turn.unlock();
        }
    }
}
