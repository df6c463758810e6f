package dev.cachekit.spring.aop.transaction;

import dev.cachekit.spi.CacheSpace;
import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.TransactionScope;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One intercepted call that changes caches, and what became of the transactions opened inside it. Entered and left on the
 * thread of the call; a reactive transaction may tell of its end on another.
 */
public final class CallFrame {

    private final @Nullable CallFrame outer;
    private final List<EntryKey> keys;
    private final List<CacheSpace> spaces;
    private final Consumer<TransactionScope> onBegin;

    private volatile boolean committed;
    private volatile boolean rolledBack;
    private volatile boolean suspended;

    CallFrame(
            @Nullable CallFrame outer,
            List<EntryKey> keys,
            List<CacheSpace> spaces,
            Consumer<TransactionScope> onBegin) {
        this.outer = outer;
        this.keys = List.copyOf(keys);
        this.spaces = List.copyOf(spaces);
        this.onBegin = onBegin;
    }

    /**
     * Stands for a call that was given up before its method ran.
     *
     * @return a frame that knows of no change
     */
    public static CallFrame ofNoChange() {
        CallFrame frame = new CallFrame(null, List.of(), List.of(), inside -> {});
        frame.rolledBack();
        return frame;
    }

    @Nullable
    CallFrame outer() {
        return outer;
    }

    /** Tells this call and those around it on its thread; each of them contains what happened. */
    void each(Consumer<CallFrame> action) {
        for (CallFrame frame = this; frame != null; frame = frame.outer) {
            action.accept(frame);
        }
    }

    /** A savepoint is part of a transaction that is known already. */
    void began(TransactionScope inside, boolean nested) {
        touchIn(inside);
        if (!nested) {
            onBegin.accept(inside);
        }
    }

    void committed() {
        committed = true;
    }

    void rolledBack() {
        rolledBack = true;
    }

    void suspended() {
        suspended = true;
    }

    /**
     * Notes in a transaction the keys this call is going to change: inside it they are not read from caches.
     *
     * @param scope the transaction
     */
    public void touchIn(TransactionScope scope) {
        scope.touch(keys);
        spaces.forEach(scope::touchAll);
    }

    /**
     * Tells whether the call may have changed the database for good, apart from what a transaction open at its beginning
     * will decide.
     *
     * @param outerIsOpen whether a transaction was open at its beginning
     * @return true if a transaction inside was committed or its outcome is unknown, or if there was none at all
     */
    public boolean mayHaveChanged(boolean outerIsOpen) {
        if (committed || rolledBack) {
            return committed;
        }
        return suspended || !outerIsOpen;
    }

    /**
     * Tells whether a transaction opened inside was rolled back, a nested one included.
     *
     * @return true if so
     */
    public boolean hasRollback() {
        return rolledBack;
    }
}
