package dev.cachekit.spring.aop.shape;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ReactiveAdapter;
import org.springframework.core.ReactiveAdapterRegistry;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;

/**
 * A publisher of the content; without content it is empty. Each subscription is a call, in the subscriber's context.
 *
 * @param type makes the publishers of the declared type
 * @param wrapping how the content is wrapped inside
 */
record ReactorOne(ReactiveAdapter type, Wrapping wrapping) implements ReturnShape {

    /** What makes plain Monos. */
    static ReactiveAdapter mono() {
        return Objects.requireNonNull(
                ReactiveAdapterRegistry.getSharedInstance().getAdapter(Mono.class));
    }

    @Override
    public @Nullable Object answer(Beginning call) {
        return type.fromPublisher(Mono.deferContextual(context ->
                Mono.fromFuture(wrapping.wrap(call.begin(returned -> content(returned, context), context)))));
    }

    private CompletionStage<Object> content(@Nullable Object returned, ContextView context) {
        if (returned == null) {
            return CompletableFuture.completedFuture(null);
        }
        return wrapping.content(Mono.<Object>from(type.toPublisher(returned))
                .contextWrite(context)
                .toFuture());
    }
}
