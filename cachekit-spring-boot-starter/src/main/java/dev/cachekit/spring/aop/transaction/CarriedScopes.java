package dev.cachekit.spring.aop.transaction;

import dev.cachekit.spi.ContextCarrier;
import dev.cachekit.spi.TransactionScope;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Transactions that belong to no thread, on each thread that works for a call inside them just now. Safe for use by many
 * threads.
 */
public final class CarriedScopes {

    private final ThreadLocal<@Nullable TransactionScope> ofThread = new ThreadLocal<>();

    /** Whether there ever was one. Needs no order between threads: each that has one has set this before. */
    private boolean used;

    /** Begins with none. */
    public CarriedScopes() {}

    /**
     * Finds the transaction of the call this thread works for.
     *
     * @return null if it has none but that of the thread
     */
    public @Nullable TransactionScope current() {
        return used ? ofThread.get() : null;
    }

    /**
     * Works for a call.
     *
     * @param scope its transaction; null if it has none but that of the thread
     * @param work what to do; calls it makes are inside the transaction, too
     * @param <T> the type of its result
     * @return its result
     */
    public <T> T within(@Nullable TransactionScope scope, Supplier<T> work) {
        TransactionScope before = current();
        if (scope != null) {
            used = true;
        }
        ofThread.set(scope);
        try {
            return work.get();
        } finally {
            ofThread.set(before); // never removed: an entry that is there is found faster than none
        }
    }

    /**
     * Lets the tasks of a call find its transaction.
     *
     * @param scope its transaction; null if it has none
     * @return wraps its tasks
     */
    public ContextCarrier carrier(@Nullable TransactionScope scope) {
        return task -> () -> within(scope, () -> {
            task.run();
            return true;
        });
    }
}
