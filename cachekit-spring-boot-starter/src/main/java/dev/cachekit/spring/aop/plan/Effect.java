package dev.cachekit.spring.aop.plan;

import dev.cachekit.spi.TransactionScope;
import org.jspecify.annotations.Nullable;

/** What a call does to caches when it has ended. Safe for use by many threads. */
interface Effect {

    /** Begins, before the method. Null if this call has no such effect. */
    @Nullable
    EffectRun begin(Call call, TransactionScope outer);
}
