package dev.cachekit.batch;

import dev.cachekit.BackendUnavailableException;
import dev.cachekit.Batch;
import dev.cachekit.BatchResult;
import dev.cachekit.CacheKitException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The outcomes of all operations of a batch. Immutable. */
final class BatchOutcome implements BatchResult {

    private final Set<BatchOperation<?>> operations = Collections.newSetFromMap(new IdentityHashMap<>());

    BatchOutcome(List<BatchOperation<?>> operations) {
        this.operations.addAll(operations);
    }

    @Override
    public <T extends @Nullable Object> T get(Batch.Handle<T> handle) {
        return own(handle).result();
    }

    @Override
    public Optional<CacheKitException> failure(Batch.Handle<?> handle) {
        return Optional.ofNullable(own(handle).failure());
    }

    @Override
    public boolean succeeded() {
        return operations.stream().allMatch(operation -> operation.failure() == null);
    }

    /** Whether the store has done nothing of it, and not because it refused. */
    boolean isAway() {
        return !operations.isEmpty()
                && operations.stream()
                        .allMatch(operation ->
                                operation.failure() instanceof BackendUnavailableException away && !away.isRefusal());
    }

    private <T extends @Nullable Object> BatchOperation<T> own(Batch.Handle<T> handle) {
        if (handle instanceof BatchOperation<T> operation && operations.contains(operation)) {
            return operation;
        }
        throw new IllegalArgumentException("the handle is of another batch; ask the result of that one");
    }
}
