package dev.cachekit.spring.aop.transaction;

import dev.cachekit.spi.CacheSpace;
import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.TransactionScope.Outcome;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * What one transaction has touched, and what is to be done at its end. Bound to the transaction: it is put aside while
 * the transaction is suspended. Used on the thread of the transaction only.
 */
final class TransactionNotes implements TransactionSynchronization {

    private static final Logger log = LoggerFactory.getLogger(TransactionNotes.class);
    private static final Object RESOURCE = TransactionNotes.class;

    private final CallFrames frames;
    private final Set<EntryKey> keys = new HashSet<>();
    private final Set<CacheSpace> spaces = new HashSet<>();
    private final Deque<Runnable> beforeCommit = new ArrayDeque<>();
    private final List<Consumer<Outcome>> actions = new ArrayList<>();
    private final List<Consumer<Outcome>> last = new ArrayList<>();

    /** The transaction has begun to commit: what is added now would come too late if it waited. */
    private boolean committing;

    /** The commit has passed the last moment before it: nothing can be done before it any more, nor stop it. */
    private boolean closed;

    private TransactionNotes(CallFrames frames) {
        this.frames = frames;
    }

    /** Returns the notes of the current transaction, null if it has none yet. */
    static @Nullable TransactionNotes current() {
        return (TransactionNotes) TransactionSynchronizationManager.getResource(RESOURCE);
    }

    /** Returns the notes of the current transaction, which must accept synchronizations. */
    static TransactionNotes opened(CallFrames frames) {
        TransactionNotes notes = current();
        if (notes == null) {
            notes = new TransactionNotes(frames);
            TransactionSynchronizationManager.bindResource(RESOURCE, notes);
            TransactionSynchronizationManager.registerSynchronization(notes);
        }
        return notes;
    }

    boolean hasTouched(EntryKey key) {
        return keys.contains(key) || spaces.contains(key.space());
    }

    Set<EntryKey> keys() {
        return keys;
    }

    Set<CacheSpace> spaces() {
        return spaces;
    }

    void atEnd(Consumer<Outcome> action) {
        actions.add(action);
    }

    /** As {@link #atEnd}, after all those. */
    void atLast(Consumer<Outcome> action) {
        last.add(action);
    }

    /** What comes too late is left out: what is done at the end must do without it. */
    void beforeCommit(Runnable action) {
        if (closed) {
            return;
        }
        beforeCommit.add(action);
        if (committing) {
            runBeforeCommit();
        }
    }

    /** What is thrown here rolls the transaction back. */
    @Override
    public void beforeCommit(boolean readOnly) {
        committing = true;
        runBeforeCommit();
    }

    /**
     * Runs what is left at the very last moment: Spring does not tell a synchronization of the commit if it was registered
     * while others were told. What throws rolls the transaction back.
     */
    void lastBeforeCommit() {
        runBeforeCommit();
        closed = true;
    }

    private void runBeforeCommit() {
        for (Runnable next = beforeCommit.poll(); next != null; next = beforeCommit.poll()) {
            try {
                next.run();
            } catch (RuntimeException | Error failure) {
                beforeCommit.addFirst(next); // who called may swallow this; the commit must not pass it
                throw failure;
            }
        }
    }

    @Override
    public void suspend() {
        TransactionSynchronizationManager.unbindResourceIfPossible(RESOURCE);
        frames.each(CallFrame::suspended);
    }

    @Override
    public void resume() {
        TransactionSynchronizationManager.bindResource(RESOURCE, this);
    }

    @Override
    public void afterCompletion(int status) {
        Outcome outcome = outcome(status);
        runAll(actions, outcome);
        runAll(last, outcome);
        TransactionSynchronizationManager.unbindResourceIfPossible(RESOURCE);
    }

    private static void runAll(List<Consumer<Outcome>> actions, Outcome outcome) {
        for (int i = 0; i < actions.size(); i++) { // an action may add another
            run(actions.get(i), outcome);
        }
    }

    private static void run(Consumer<Outcome> action, Outcome outcome) {
        try {
            action.accept(outcome);
        } catch (RuntimeException | Error failure) { // the others must run, and the caller's transaction has ended
            log.error("a cache could not be changed after the transaction", failure);
        }
    }

    private static Outcome outcome(int status) {
        return switch (status) {
            case STATUS_COMMITTED -> Outcome.COMMITTED;
            case STATUS_ROLLED_BACK -> Outcome.ROLLED_BACK;
            default -> Outcome.UNKNOWN;
        };
    }
}
