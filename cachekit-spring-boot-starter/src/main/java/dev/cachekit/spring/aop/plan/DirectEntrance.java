package dev.cachekit.spring.aop.plan;

import dev.cachekit.call.Outcome;
import dev.cachekit.call.Stages;
import dev.cachekit.spring.aop.shape.DirectShape;
import dev.cachekit.spring.aop.shape.ReturnShape;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;

/** For callers that stand still. */
final class DirectEntrance implements Entrance {

    private final DirectShape shape;
    private final ReturnShape.Reader reader;
    private final Layer layers;

    DirectEntrance(DirectShape shape, Layer layers) {
        this.shape = shape;
        this.reader = shape.reader();
        this.layers = layers;
    }

    @Override
    public @Nullable Object call(MethodInvocation invocation, Object target) throws Throwable {
        Call call = standing(invocation, target);
        return outcome(call, () -> layers.call(call));
    }

    Call standing(MethodInvocation invocation, Object target) {
        return new Call(invocation, target, Waits.STANDING, reader, null);
    }

    @Nullable
    Object outcome(Call call, Supplier<CompletionStage<Object>> content) throws Throwable {
        try {
            return wrapped(Outcome.of(Stages.begun(content)));
        } catch (Throwable failure) {
            throw call.asThrown(failure);
        }
    }

    /** Wraps content that is there. */
    @Nullable
    Object wrapped(@Nullable Object content) {
        return shape.wrapped(content);
    }
}
