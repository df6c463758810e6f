package dev.cachekit.spring.aop.plan;

import dev.cachekit.InvalidConfigurationException;
import dev.cachekit.LockNotAcquiredException;
import dev.cachekit.annotation.OnBusy;
import dev.cachekit.operation.WithLockOperation;
import dev.cachekit.spring.aop.expression.CallExpression;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Plans {@code @WithLock}.
 *
 * @param site the method
 */
record LockPlan(PlanSite site) implements LayerPlan {

    @Override
    public Layer around(Layer inner) {
        return LayerPlan.each(site.method().operations(WithLockOperation.class), inner, this::layer);
    }

    private Layer layer(WithLockOperation operation, Layer inner) {
        checkSkip(operation);
        site.engine().locks().declare(operation.name(), operation.where(), operation.options());
        LockLayer.Said said = new LockLayer.Said(operation, keys(operation), fallback(operation));
        PlanParts parts = site.parts();
        LockRun.Surroundings surroundings = new LockRun.Surroundings(
                parts.transactions(),
                parts.frames(),
                parts.heldLocks(),
                parts.transactional().test(site.method().method(), site.method().beanClass()),
                site.engine().callbacks(),
                new AtomicBoolean());
        return new LockLayer(said, site.engine().locks(), surroundings, inner);
    }

    private void checkSkip(WithLockOperation operation) {
        Class<?> returned = site.method().method().getReturnType();
        if (operation.onBusy() == OnBusy.SKIP && returned.isPrimitive() && returned != void.class) {
            throw new InvalidConfigurationException(
                    operation.where(),
                    "onBusy = SKIP on a method that returns " + returned,
                    "a method that is left out returns nothing",
                    "return " + returned + " as an object, or use another onBusy");
        }
    }

    private LockKeys keys(WithLockOperation operation) {
        MethodExpressions expressions = site.expressions(operation.where());
        if (!operation.keys().isEmpty()) {
            return LockKeys.each(operation, expressions.before("keys", operation.keys()));
        }
        if (operation.key().isEmpty()) {
            return LockKeys.whole(operation.name());
        }
        CallExpression key = expressions.before("key", operation.key());
        expressions.checkTypes(List.of(key.type()));
        return LockKeys.one(operation, key);
    }

    private @Nullable FallbackMethod fallback(WithLockOperation operation) {
        return operation.onBusy() == OnBusy.FALLBACK
                ? FallbackMethod.find(
                        operation.where(), operation.fallback(), site.shape(), LockNotAcquiredException.class)
                : null;
    }
}
