package dev.cachekit.spring.aop.plan;

import org.jspecify.annotations.Nullable;

/** One layer around a method; the innermost is the method itself. Safe for use by many threads. */
@FunctionalInterface
public interface Layer {

    /**
     * Passes a call through this layer and all within it.
     *
     * @param call the call
     * @return what the caller gets
     * @throws Throwable whatever the method throws, unchanged
     */
    @Nullable
    Object call(Call call) throws Throwable;
}
