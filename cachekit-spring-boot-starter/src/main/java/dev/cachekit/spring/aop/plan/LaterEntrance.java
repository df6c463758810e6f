package dev.cachekit.spring.aop.plan;

import dev.cachekit.call.Caller;
import dev.cachekit.call.Stages;
import dev.cachekit.spi.TransactionScope;
import dev.cachekit.spring.aop.shape.ReturnShape;
import java.util.concurrent.CompletionStage;
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
            Caller continued = parts.engine().continued(parts.carried().carrier(scope));
            boolean inTransactionOfThread =
                    scope == null && parts.transactions().current().isOpen();
            return parts.carried()
                    .within(
                            scope,
                            () -> inTransactionOfThread
                                    ? beginning(invocation, target, reader, continued)
                                    : begun(invocation, target, reader, Waits.continued(continued)));
        });
    }

    private CompletionStage<Object> beginning(
            MethodInvocation invocation, Object target, ReturnShape.Reader reader, Caller continued) {
        CallerAtHome home = new CallerAtHome(continued);
        CompletionStage<Object> begun = begun(invocation, target, reader, Waits.beginning(home, continued));
        home.leave();
        return begun;
    }

    private CompletionStage<Object> begun(
            MethodInvocation invocation, Object target, ReturnShape.Reader reader, Waits waits) {
        return Stages.begun(() -> layers.call(call(invocation, target, reader, waits)));
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

    private Call call(MethodInvocation invocation, Object target, ReturnShape.Reader reader, Waits waits) {
        ReturnShape.Reader marking =
                returned -> reader.content(parts.subscribers().marked(returned));
        return new Call(invocation, target, waits, marking).repeatable();
    }
}
