package dev.cachekit.spring.cache;

import java.lang.reflect.Method;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** How a cached method gives its value, as Spring's interceptors see it. Safe for use by many threads. */
interface CallShape {

    /** Returns the shape of a method. */
    static CallShape of(Method method) {
        if (CompletionStage.class.isAssignableFrom(method.getReturnType())) {
            return new FutureCalls();
        }
        CallShape reactive = ReactorThreads.isPresent() ? ReactorCalls.of(method) : null;
        return reactive == null ? new DirectCalls() : reactive;
    }

    /** Makes the call, opening the loads of what was looked up in vain before its method, and ends it when its value is there. */
    @Nullable
    Object answer(CachingCalls calls, Interception interception) throws Throwable;
}
