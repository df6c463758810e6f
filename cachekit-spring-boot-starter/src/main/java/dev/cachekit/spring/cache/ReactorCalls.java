package dev.cachekit.spring.cache;

import java.lang.reflect.Method;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.springframework.core.KotlinDetector;
import org.springframework.core.MethodParameter;
import org.springframework.core.ReactiveAdapter;
import org.springframework.core.ReactiveAdapterRegistry;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The value comes to who subscribes.
 *
 * @param types know publishers by their instances
 * @param type makes the publishers of the declared type; of a suspending function, those that Spring's proxies make
 */
record ReactorCalls(ReactiveAdapterRegistry types, ReactiveAdapter type) implements CallShape {

    /** Returns the shape of a method that gives a publisher, or is called as one; null of others. */
    static @Nullable CallShape of(Method method) {
        ReactiveAdapterRegistry types = ReactiveAdapterRegistry.getSharedInstance();
        if (KotlinDetector.isSuspendingFunction(method)) {
            Class<?> type = isFlow(method) ? Flux.class : Mono.class;
            return new ReactorCalls(types, Objects.requireNonNull(types.getAdapter(type)));
        }
        ReactiveAdapter type = types.getAdapter(method.getReturnType());
        return type == null ? null : new ReactorCalls(types, type);
    }

    /** Spring's proxies call suspending functions as methods that return publishers. */
    private static boolean isFlow(Method suspending) {
        return "kotlinx.coroutines.flow.Flow"
                .equals(new MethodParameter(suspending, -1).getParameterType().getName());
    }

    @Override
    public Object begin(CachingCall call, Work method) {
        Mono<Void> opened = Mono.defer(() -> Mono.fromCompletionStage(call.open(call.caller())));
        return type.fromPublisher(
                type.isMultiValue()
                        ? opened.thenMany(Flux.defer(() -> Flux.from(begun(call, method))))
                                .doFinally(signal -> call.end())
                        : opened.then(Mono.defer(() -> Mono.from(begun(call, method)))));
    }

    private Publisher<Object> begun(CachingCall call, Work method) {
        try {
            return type.toPublisher(call.begin(method));
        } catch (Throwable failure) { // all that a method throws
            return Mono.error(failure);
        }
    }

    @Override
    public @Nullable Object answer(CachingCall call, Work whole) throws Throwable {
        Work.Ended begun = whole.ended();
        Object answer = begun.value();
        ReactiveAdapter given = answer == null ? null : types.getAdapter(null, answer);
        if (given == null || !call.isOurs()) {
            call.end();
            return begun.outcome();
        }
        return given.fromPublisher(ending(call, given, given.toPublisher(answer)));
    }

    /**
     * Before the subscriber hears of it, so that its next call finds the key free. Of several elements Spring reads and puts
     * all, also those its subscriber does not wait for: such a call ends with what its method has returned.
     */
    private static Publisher<Object> ending(CachingCall call, ReactiveAdapter given, Publisher<Object> answer) {
        return given.isMultiValue()
                ? Flux.from(answer).doOnTerminate(call::end)
                : Mono.from(answer).doOnTerminate(call::end).doOnCancel(call::cancel);
    }
}
