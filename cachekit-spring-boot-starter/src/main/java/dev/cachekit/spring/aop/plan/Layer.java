package dev.cachekit.spring.aop.plan;

import java.util.concurrent.CompletionStage;

/** One layer around a method; the innermost is the method itself. Safe for use by many threads. */
@FunctionalInterface
interface Layer {

    /**
     * Passes a call through this layer and all within it.
     *
     * @param call the call
     * @return the content that the caller gets, null allowed, complete if the call stands still; fails with whatever the method throws, and may
     *     throw instead
     */
    CompletionStage<Object> call(Call call);
}
