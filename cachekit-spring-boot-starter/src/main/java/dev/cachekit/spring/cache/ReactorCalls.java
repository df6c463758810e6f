package dev.cachekit.spring.cache;

import java.lang.reflect.Method;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.springframework.core.KotlinDetector;
import org.springframework.core.MethodParameter;
import org.springframework.core.ReactiveAdapter;
import org.springframework.core.ReactiveAdapterRegistry;
import org.springframework.util.ClassUtils;
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

    /** Without it Spring's proxies leave suspending functions alone. */
    private static final boolean COROUTINES =
            ClassUtils.isPresent("kotlinx.coroutines.reactor.MonoKt", ReactorCalls.class.getClassLoader());

    /** Returns the shape of a method that gives a publisher, or is called as one; null of others. */
    static @Nullable CallShape of(Method method) {
        ReactiveAdapterRegistry types = ReactiveAdapterRegistry.getSharedInstance();
        if (KotlinDetector.isSuspendingFunction(method)) {
            Class<?> type = isFlow(method) ? Flux.class : Mono.class;
            return COROUTINES ? new ReactorCalls(types, Objects.requireNonNull(types.getAdapter(type))) : null;
        }
        ReactiveAdapter type = types.getAdapter(method.getReturnType());
        return type != null && method.getReturnType().isAssignableFrom(type.getReactiveType())
                ? new ReactorCalls(types, type)
                : null;
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
                        ? Flux.deferContextual(subscriber -> Flux.from(subscribed(calls, interception, subscriber)))
                        : Mono.deferContextual(subscriber -> Mono.from(subscribed(calls, interception, subscriber))));
    }

    private Publisher<Object> subscribed(CachingCalls calls, Interception interception, ContextView subscriber) {
        CachingCall call = calls.begunBy(subscriber);
        ReactorBeginning beginning = new ReactorBeginning(type, call, subscriber);
        Work.Ended begun =
                call.inside(() -> Work.ended(() -> interception.again().run(call, beginning::of)));
        if (begun.failure() != null) {
            call.end();
            return Mono.error(begun.failure());
        }
        return ended(call, begun.value());
    }

    private Publisher<Object> ended(CachingCall call, @Nullable Object answer) {
        ReactiveAdapter given = answer == null ? null : types.getAdapter(null, answer);
        if (given == null) {
            call.end();
            return atOnce(answer);
        }
        Publisher<Object> published = given.toPublisher(answer);
        return call.isOurs() ? ending(call, given, published) : published;
    }

    /** Of a suspending function Spring gives the value itself when it is cached. */
    private Publisher<Object> atOnce(@Nullable Object answer) {
        return type.isMultiValue() && answer instanceof Iterable<?> elements
                ? Flux.fromIterable(elements)
                : Mono.justOrEmpty(answer);
    }

    /**
     * Before the subscriber hears of it, so that its next call finds the key free. Of several elements Spring reads and puts
     * all, also those its subscriber does not wait for: a call whose subscriber has left goes on until its method has ended.
     */
    private static Publisher<Object> ending(CachingCall call, ReactiveAdapter given, Publisher<Object> answer) {
        return given.isMultiValue()
                ? Flux.from(answer).doOnTerminate(call::end).doFinally(signal -> call.left())
                : Mono.from(answer).doOnTerminate(call::end).doOnCancel(call::cancel);
    }
}
