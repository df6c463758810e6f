package dev.cachekit.spring.cache;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.springframework.core.ReactiveAdapter;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;

/**
 * How the method of one subscription begins. Spring asks for what it returns as somebody else: the context of its own
 * subscriber is given to it here.
 *
 * @param type makes its publishers
 * @param call the call
 * @param subscriber the context of who subscribed
 */
record ReactorBeginning(ReactiveAdapter type, CachingCall call, ContextView subscriber) {

    /** Caches of others are left to Spring as they are. */
    @Nullable
    Object of(Work method) throws Throwable {
        if (!call.isOurs()) {
            return method.run();
        }
        return type.fromPublisher(withContext(call.hasMissed() ? opened(method) : begun(() -> call.pass(method))));
    }

    private Publisher<Object> opened(Work method) {
        Mono<Void> opened = Mono.defer(() -> Mono.fromCompletionStage(call.open(call.caller())));
        return type.isMultiValue()
                ? opened.thenMany(Flux.defer(() -> Flux.from(begun(() -> call.begin(method)))))
                        .doFinally(signal -> call.left())
                : opened.then(Mono.defer(() -> Mono.from(begun(() -> call.begin(method)))));
    }

    private Publisher<Object> begun(Work method) {
        try {
            return type.toPublisher(method.run());
        } catch (Throwable failure) { // all that a method throws
            return Mono.error(failure);
        }
    }

    private Publisher<Object> withContext(Publisher<Object> returned) {
        return type.isMultiValue()
                ? Flux.from(returned).contextWrite(subscriber)
                : Mono.from(returned).contextWrite(subscriber);
    }
}
