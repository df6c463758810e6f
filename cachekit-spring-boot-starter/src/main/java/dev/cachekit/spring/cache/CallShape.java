package dev.cachekit.spring.cache;

import java.lang.reflect.Method;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** How a cached method gives its value, as Spring's interceptors see it. Safe for use by many threads. */
interface CallShape {

    /** Returns the shape of a method. */
    static CallShape of(Method method) {
        if (CompletableFuture.class.isAssignableFrom(method.getReturnType())) {
            return new FutureCalls();
        }
        CallShape reactive = ReactorThreads.isPresent() ? ReactorCalls.of(method) : null;
        return reactive == null ? new DirectCalls() : reactive;
    }

    /** Opens the loads of a call, then calls the method. */
    @Nullable
    Object begin(CachingCall call, Work method) throws Throwable;

    /** Runs the whole call, and ends it when its value is there. */
    @Nullable
    Object answer(CachingCall call, Work whole) throws Throwable;
}
