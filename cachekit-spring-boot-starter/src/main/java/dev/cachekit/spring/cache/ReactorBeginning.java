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

    @Nullable
    Object of(Work method) throws Throwable {
        if (call.hasMissed()) {
            return type.fromPublisher(withContext(opened(method)));
        }
        Object returned = method.run();
        return returned == null ? null : type.fromPublisher(withContext(type.toPublisher(returned)));
    }

    private Publisher<Object> opened(Work method) {
        Mono<Void> opened = Mono.defer(() -> Mono.fromCompletionStage(call.open(call.caller())));
        return type.isMultiValue()
                ? opened.thenMany(Flux.defer(() -> Flux.from(begun(method)))).doFinally(signal -> call.end())
                : opened.then(Mono.defer(() -> Mono.from(begun(method))));
    }

    private Publisher<Object> begun(Work method) {
        try {
            return type.toPublisher(call.begin(method));
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
