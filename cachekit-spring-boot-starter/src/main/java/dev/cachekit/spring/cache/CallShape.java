package dev.cachekit.spring.cache;

import java.lang.reflect.Method;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.core.KotlinDetector;
import org.springframework.core.MethodParameter;
import org.springframework.core.ReactiveAdapter;
import org.springframework.core.ReactiveAdapterRegistry;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** How a cached method gives its value, as Spring's interceptors see it. Safe for use by many threads. */
interface CallShape {

    /** Returns the shape of a method. */
    static CallShape of(Method method) {
        if (CompletableFuture.class.isAssignableFrom(method.getReturnType())) {
            return new FutureCalls();
        }
        if (!ReactorThreads.isPresent()) {
            return new DirectCalls();
        }
        ReactiveAdapterRegistry types = ReactiveAdapterRegistry.getSharedInstance();
        if (KotlinDetector.isSuspendingFunction(method)) {
            Class<?> type = isFlow(method) ? Flux.class : Mono.class;
            return new ReactorCalls(types, Objects.requireNonNull(types.getAdapter(type)));
        }
        ReactiveAdapter type = types.getAdapter(method.getReturnType());
        return type == null ? new DirectCalls() : new ReactorCalls(types, type);
    }

    /** Spring's proxies call suspending functions as methods that return publishers. */
    private static boolean isFlow(Method suspending) {
        return "kotlinx.coroutines.flow.Flow"
                .equals(new MethodParameter(suspending, -1).getParameterType().getName());
    }

    /** Opens the loads of a call, then calls the method. */
    @Nullable
    Object begin(CachingCall call, Work method) throws Throwable;

    /** Runs the whole call, and ends it when its value is there. */
    @Nullable
    Object answer(CachingCall call, Work whole) throws Throwable;
}
