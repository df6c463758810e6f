package dev.cachekit.spring.aop.plan;

import dev.cachekit.call.Stages;
import dev.cachekit.engine.CacheKitEngine;
import dev.cachekit.spi.Transactions;
import dev.cachekit.spring.aop.shape.ReturnShape;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;

/**
 * For callers that go on, and come back to what they were given.
 *
 * @param shape what they are given
 * @param layers the outermost layer
 * @param engine tells how calls are continued
 * @param transactions finds the transaction of a caller
 */
record LaterEntrance(ReturnShape shape, Layer layers, CacheKitEngine engine, Transactions transactions)
        implements Entrance {

    @Override
    public @Nullable Object call(MethodInvocation invocation, Object target) throws Throwable {
        return shape.answer(reader -> Stages.begun(() -> layers.call(begun(invocation, target, reader))));
    }

    private Call begun(MethodInvocation invocation, Object target, ReturnShape.Reader reader) {
        Waits waits = Waits.continued(engine.continued(), transactions.current().isOpen());
        return new Call(invocation, target, waits, reader).repeatable();
    }
}
