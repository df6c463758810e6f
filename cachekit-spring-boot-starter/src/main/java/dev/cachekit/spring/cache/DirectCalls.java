package dev.cachekit.spring.cache;

import dev.cachekit.call.Caller;
import dev.cachekit.call.Outcome;
import org.jspecify.annotations.Nullable;

/** The value is there when the method returns. */
record DirectCalls() implements CallShape {

    @Override
    public @Nullable Object begin(CachingCall call, Work method) throws Throwable {
        Outcome.of(call.open(Caller.BLOCKING));
        return call.begin(method);
    }

    @Override
    public @Nullable Object answer(CachingCall call, Work whole) throws Throwable {
        try {
            return whole.run();
        } finally {
            call.end();
        }
    }
}
