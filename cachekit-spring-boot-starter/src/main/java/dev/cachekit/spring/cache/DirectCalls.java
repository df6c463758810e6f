package dev.cachekit.spring.cache;

import dev.cachekit.call.Caller;
import dev.cachekit.call.Outcome;
import org.jspecify.annotations.Nullable;

/** The value is there when the method returns. */
record DirectCalls() implements CallShape {

    @Override
    public @Nullable Object answer(CachingCalls calls, Interception interception) throws Throwable {
        CachingCall call = calls.begun();
        try {
            return interception.run(call, method -> begin(call, method));
        } finally {
            call.end();
        }
    }

    private static @Nullable Object begin(CachingCall call, Work method) throws Throwable {
        if (!call.hasMissed()) {
            return method.run();
        }
        Outcome.of(call.open(Caller.BLOCKING));
        return call.begin(method);
    }
}
