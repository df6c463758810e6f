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
import reactor.util.context.ContextView;

/**
 * The value comes to who subscribes. Each subscription is a call, inside the subscriber's transaction.
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
    public Object answer(CachingCalls calls, Interception interception) {
        return type.fromPublisher(
                type.isMultiValue()
                        ? Flux.deferContextual(subscriber ->
                                Flux.from(answer(calls.begunBy(subscriber), interception.again(), subscriber)))
                        : Mono.deferContextual(subscriber ->
                                Mono.from(answer(calls.begunBy(subscriber), interception.again(), subscriber))));
    }

    private Publisher<Object> answer(CachingCall call, Interception interception, ContextView subscriber) {
        Work.Ended begun = call.inside(() -> Work.ended(() ->
                interception.run(call, (same, method) -> new ReactorBeginning(type, call, subscriber).of(method))));
        Object answer = begun.value();
        ReactiveAdapter given = answer == null ? null : types.getAdapter(null, answer);
        if (given != null && call.isOurs()) {
            return ending(call, given, given.toPublisher(answer));
        }
        call.end();
        return begun.failure() == null ? published(answer, given) : Mono.error(begun.failure());
    }

    /** Of a suspending function Spring gives the value itself when it is cached. */
    private Publisher<Object> published(@Nullable Object answer, @Nullable ReactiveAdapter given) {
        if (given != null) {
            return given.toPublisher(answer);
        }
        return type.isMultiValue() && answer instanceof Iterable<?> elements
                ? Flux.fromIterable(elements)
                : Mono.justOrEmpty(answer);
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
