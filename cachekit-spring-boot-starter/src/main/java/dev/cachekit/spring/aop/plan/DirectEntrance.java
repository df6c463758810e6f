package dev.cachekit.spring.aop.plan;

import dev.cachekit.call.Outcome;
import dev.cachekit.call.Stages;
import dev.cachekit.near.Kept;
import dev.cachekit.spring.aop.shape.DirectShape;
import dev.cachekit.spring.aop.shape.ReturnShape;
import java.util.concurrent.CompletionStage;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;

/** For callers that stand still. A hit of this process leaves before any stage is made. */
final class DirectEntrance implements Entrance {

    private final DirectShape shape;
    private final ReturnShape.Reader reader;
    private final Layer layers;

    /** The outermost layer, if it may find the value in this process. */
    private final @Nullable CacheAsideLayer near;

    DirectEntrance(DirectShape shape, Layer layers) {
        this.shape = shape;
        this.reader = shape.reader();
        this.layers = layers;
        this.near = layers instanceof CacheAsideLayer aside ? aside : null;
    }

    @Override
    public @Nullable Object call(MethodInvocation invocation, Object target) throws Throwable {
        Call call = new Call(invocation, target, Waits.STANDING, reader, null);
        if (near == null) {
            return outcome(call, Stages.begun(() -> layers.call(call)));
        }
        Object found = near.look(call);
        return found instanceof Kept<?> kept
                ? shape.wrapped(kept.value())
                : outcome(call, Stages.begun(() -> near.goOn(call, found)));
    }

    private @Nullable Object outcome(Call call, CompletionStage<Object> content) throws Throwable {
        try {
            return shape.wrapped(Outcome.of(content));
        } catch (Throwable failure) {
            throw call.asThrown(failure);
        }
    }
}
