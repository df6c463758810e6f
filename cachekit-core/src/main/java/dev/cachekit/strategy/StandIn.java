package dev.cachekit.strategy;

import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * What a call has found expired, and may serve if loading goes wrong.
 *
 * @param <R> what the call is to bring
 */
interface StandIn<R> {

    /** Tells whether there is anything to serve. */
    boolean canStandIn();

    /** Serves it; goes on otherwise if it may not be served, or not any more. */
    CompletionStage<R> instead(String reason, Supplier<CompletionStage<R>> otherwise);
}
