package dev.cachekit.spring.aop.shape;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ReactiveAdapter;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;

/**
 * A publisher of many elements whose content is the list of them all: for calls that keep or share their content.
 *
 * @param type makes the publishers of the declared type
 */
record ReactorList(ReactiveAdapter type) implements ReturnShape {

    @Override
    public @Nullable Object answer(Beginning call) {
        return type.fromPublisher(Mono.deferContextual(context ->
                        Mono.fromFuture(call.begin(returned -> content(returned, context), context)
                                .toCompletableFuture()))
                .flatMapIterable(ReactorList::elements));
    }

    private CompletionStage<Object> content(@Nullable Object returned, ContextView context) {
        if (returned == null) {
            return CompletableFuture.completedFuture(null);
        }
        return Wrapping.PLAIN.content(Flux.from(type.toPublisher(returned))
                .collectList()
                .contextWrite(context)
                .toFuture());
    }

    private static List<?> elements(Object content) {
        return (List<?>) content;
    }
}
