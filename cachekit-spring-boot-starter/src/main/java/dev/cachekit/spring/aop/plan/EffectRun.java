package dev.cachekit.spring.aop.plan;

import dev.cachekit.spi.CacheSpace;
import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.TransactionScope;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The effect of one call, between its beginning and its end. */
interface EffectRun {

    /** There is nothing to wait for. */
    CompletionStage<Void> DONE = CompletableFuture.completedFuture(null);

    /** The keys it will change, as far as they are known before the method. */
    List<EntryKey> keys();

    /** The caches of which it will change an unknown part. */
    List<CacheSpace> spaces();

    /** A transaction was opened inside. */
    default void began(TransactionScope inside) {}

    /** Takes effect, or arranges for it when the outer transaction has ended. */
    CompletionStage<Void> end(CallEnd end);
}
