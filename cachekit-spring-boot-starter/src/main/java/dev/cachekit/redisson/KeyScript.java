package dev.cachekit.redisson;

import dev.cachekit.spi.Lane;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * A script for the keys of one entry. Safe for use by many threads.
 *
 * @param <R> the type of its answer
 */
@FunctionalInterface
interface KeyScript<R> {

    CompletionStage<R> run(Lane lane, List<String> keys, Object... arguments);
}
