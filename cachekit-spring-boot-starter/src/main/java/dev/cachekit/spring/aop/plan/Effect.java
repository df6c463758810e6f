package dev.cachekit.spring.aop.plan;

import dev.cachekit.spi.TransactionScope;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** What a call does to caches when it has ended. Safe for use by many threads. */
interface Effect {

    /** This call has no such effect. */
    CompletionStage<Optional<EffectRun>> NONE = CompletableFuture.completedFuture(Optional.empty());

    /** Begins, before the method. Empty if this call has no such effect. */
    CompletionStage<Optional<EffectRun>> begin(Call call, TransactionScope outer);
}
