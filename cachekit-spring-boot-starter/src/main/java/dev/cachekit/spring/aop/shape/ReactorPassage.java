package dev.cachekit.spring.aop.shape;

import dev.cachekit.spring.aop.shape.ReturnShape.Beginning;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.springframework.core.ReactiveAdapter;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SignalType;
import reactor.util.context.ContextView;

/** One subscription: the elements of the method's publisher, and around them what happens at the beginning and the end. */
final class ReactorPassage {

    private final ReactiveAdapter type;

    /** The method's publisher, once it was called; empty if it never is. */
    private final CompletableFuture<Publisher<Object>> opened = new CompletableFuture<>();

    private final CompletableFuture<Object> passed = new CompletableFuture<>();
    private final CompletionStage<Object> ended;

    ReactorPassage(ReactiveAdapter type, Beginning call, ContextView context) {
        this.type = type;
        ended = call.begin(this::open, context);
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
                .doFinally(this::leaveIfCancelled);
    }

    /** The publisher has been cancelled by now. The elements come no more, so this is the end of the method, too. */
    private void leaveIfCancelled(SignalType signal) {
        if (signal != SignalType.CANCEL) {
            return;
        }
        passed.completeExceptionally(new CancellationException("the subscriber has cancelled"));
        ended.toCompletableFuture().cancel(true);
    }

    /** The caller hears of the end when all that happens then has happened. */
    private Flux<Object> end(Runnable how) {
        how.run();
        return Mono.fromFuture(ended.toCompletableFuture()).thenMany(Flux.empty());
    }
}
