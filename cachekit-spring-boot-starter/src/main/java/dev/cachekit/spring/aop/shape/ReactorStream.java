package dev.cachekit.spring.aop.shape;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.springframework.core.ReactiveAdapter;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A publisher of many elements that pass one by one, without end if need be: for calls that only begin and end. The stage of its
 * content ends, without content, when the last element has passed.
 *
 * @param type makes the publishers of the declared type
 */
record ReactorStream(ReactiveAdapter type) implements ReturnShape {

    @Override
    public @Nullable Object answer(Beginning call) {
        return type.fromPublisher(Flux.defer(() -> new Passage(call).elements()));
    }

    /** One subscription: the elements of the method's publisher, and around them what happens at the beginning and the end. */
    private final class Passage {

        /** The method's publisher, once it was called; empty if it never is. */
        private final CompletableFuture<Publisher<Object>> opened = new CompletableFuture<>();

        private final CompletableFuture<Object> passed = new CompletableFuture<>();
        private final CompletionStage<Object> ended;

        Passage(Beginning call) {
            ended = call.begin(this::open);
            ended.whenComplete((content, failure) -> finish(failure));
        }

        private CompletionStage<Object> open(@Nullable Object returned) {
            opened.complete(returned == null ? Flux.empty() : type.toPublisher(returned));
            return passed;
        }

        /** A call that ended without its method has no elements. */
        private void finish(@Nullable Throwable failure) {
            if (failure == null) {
                opened.complete(Flux.empty());
            } else {
                opened.completeExceptionally(failure);
            }
        }

        Flux<Object> elements() {
            return Mono.fromFuture(opened)
                    .flatMapMany(Flux::from)
                    .onErrorResume(failure -> end(() -> passed.completeExceptionally(failure)))
                    .concatWith(Flux.defer(() -> end(() -> passed.complete(null))))
                    .doOnCancel(() -> ended.toCompletableFuture().cancel(true));
        }

        /** The caller hears of the end when all that happens then has happened. */
        private Flux<Object> end(Runnable how) {
            how.run();
            return Mono.fromFuture(ended.toCompletableFuture()).thenMany(Flux.empty());
        }
    }
}
