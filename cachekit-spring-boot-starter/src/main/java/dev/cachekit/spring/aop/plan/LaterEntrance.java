package dev.cachekit.spring.aop.plan;

import dev.cachekit.call.Caller;
import dev.cachekit.call.Stages;
import dev.cachekit.spi.TransactionScope;
import dev.cachekit.spring.aop.shape.ReturnShape;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;

/**
 * For callers that go on, and come back to what they were given.
 *
 * @param shape what they are given
 * @param layers the outermost layer
 * @param parts tell how calls are continued, and in which transaction
 */
record LaterEntrance(ReturnShape shape, Layer layers, PlanParts parts) implements Entrance {

    @Override
    public @Nullable Object call(MethodInvocation invocation, Object target) throws Throwable {
        return shape.answer((reader, subscriber) -> {
            TransactionScope scope = scope(subscriber);
            return parts.carried()
                    .within(scope, () -> Stages.begun(() -> layers.call(begun(invocation, target, reader, scope))));
        });
    }

    /** The transaction that goes with the call; null if it has none but that of the thread. */
    private @Nullable TransactionScope scope(@Nullable Object subscriber) {
        if (subscriber == null) {
            return parts.carried().current();
        }
        TransactionScope scope =
                parts.subscribers().of(subscriber, parts.engine().callbacks());
        return scope.isOpen() ? scope : null;
    }

    private Call begun(
            MethodInvocation invocation, Object target, ReturnShape.Reader reader, @Nullable TransactionScope scope) {
        boolean inTransactionOfThread =
                scope == null && parts.transactions().current().isOpen();
        Caller continued = parts.engine().continued(parts.carried().carrier(scope));
        ReturnShape.Reader marking =
                returned -> reader.content(parts.subscribers().marked(returned));
        return new Call(invocation, target, Waits.continued(continued, inTransactionOfThread), marking).repeatable();
    }
}
