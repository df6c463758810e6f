package dev.cachekit.spring.aop.plan;

import dev.cachekit.lock.LockViews;
import dev.cachekit.operation.WithLockOperation;
import dev.cachekit.spi.LockKey;
import dev.cachekit.spring.aop.expression.CallExpression;
import java.util.ArrayList;
import java.util.List;

/** What a call locks. */
@FunctionalInterface
interface LockKeys {

    /** Makes the keys of a call, at least one. */
    List<LockKey> of(Call call);

    /** One lock for all calls. */
    static LockKeys whole(String lock) {
        List<LockKey> whole = List.of(LockViews.whole(lock));
        return call -> whole;
    }

    /** One key. */
    static LockKeys one(WithLockOperation operation, CallExpression key) {
        return call -> List.of(LockViews.key(operation.where(), operation.name(), key.value(call, null)));
    }

    /** One key for each element of a collection or array. */
    static LockKeys each(WithLockOperation operation, CallExpression keys) {
        return call -> {
            List<LockKey> all = new ArrayList<>();
            for (Object element : ManyKeys.elements(operation.where(), keys.value(call, null))) {
                all.add(LockViews.key(operation.where(), operation.name(), element));
            }
            if (all.isEmpty()) {
                throw new IllegalArgumentException(operation.where()
                        + ": keys must not be empty, because the method never runs without a lock; call it with at"
                        + " least one");
            }
            return all;
        };
    }
}
