package dev.cachekit.spring.aop.plan;

import dev.cachekit.call.Caller;
import dev.cachekit.call.Stages;
import dev.cachekit.spi.TransactionScope;
import dev.cachekit.spring.aop.shape.ReturnShape;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
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
            Function<Waits, CompletionStage<Object>> call = waits -> Stages.begun(
                    () -> layers.call(new Call(invocation, target, waits, marking(reader), subscriber).repeatable()));
            return parts.carried().within(scope, () -> begun(call, scope));
        });
    }

    private CompletionStage<Object> begun(
            Function<Waits, CompletionStage<Object>> call, @Nullable TransactionScope scope) {
        Caller continued = parts.engine().continued(parts.carried().carrier(scope));
        boolean inTransactionOfThread =
                scope == null && parts.transactions().current().isOpen();
        return inTransactionOfThread ? beginning(call, continued) : call.apply(Waits.continued(continued));
    }

    private static CompletionStage<Object> beginning(Function<Waits, CompletionStage<Object>> call, Caller continued) {
        CallerAtHome home = new CallerAtHome(continued);
        CompletionStage<Object> begun = call.apply(Waits.beginning(home, continued));
        home.leave();
        return begun;
    }

    private ReturnShape.Reader marking(ReturnShape.Reader reader) {
        return returned -> reader.content(parts.subscribers().marked(returned));
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
}
