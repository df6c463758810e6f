package dev.cachekit.spring.aop.shape;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A future of the content. It begins at once, and who cancels it cancels the call.
 *
 * @param wrapping how the content is wrapped inside
 */
record FutureShape(Wrapping wrapping) implements ReturnShape {

    @Override
    public @Nullable Object answer(Beginning call) {
        return wrapping.wrap(call.begin(this::content, null));
    }

    private CompletionStage<Object> content(@Nullable Object returned) {
        return returned instanceof CompletionStage<?> stage
                ? wrapping.content(stage)
                : CompletableFuture.completedFuture(null);
    }
}
