package dev.cachekit.spring.cache;

import dev.cachekit.spi.TransactionScope;
import dev.cachekit.spi.TransactionScope.Outcome;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** What is read for one key of a cache that keeps the objects themselves; inside a transaction kept after its commit. */
final class ReferenceFill implements OpenFill {

    private final ReferenceCache cache;
    private final ReferenceStore store;
    private final ReferenceReading reading;
    private final TransactionScope transaction;
    private final AtomicBoolean ended = new AtomicBoolean();

    ReferenceFill(ReferenceCache cache, ReferenceStore store, ReferenceReading reading, TransactionScope transaction) {
        this.cache = cache;
        this.store = store;
        this.reading = reading;
        this.transaction = transaction;
    }

    /** Nobody waits for it, so nobody can wait for himself. */
    @Override
    public void enter() {}

    @Override
    public void leave() {}

    @Override
    public void store(@Nullable Object value) {
        Object plain = cache.plain(value);
        if (ended.compareAndSet(false, true)) {
            transaction.onCompletion(outcome -> {
                if (outcome == Outcome.COMMITTED && !cache.isTouchedBy(transaction)) {
                    store.keep(reading, plain);
                } else {
                    store.end(reading);
                }
            });
        }
    }

    @Override
    public void giveUp() {
        if (ended.compareAndSet(false, true)) {
            store.end(reading);
        }
    }
}
