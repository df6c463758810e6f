package dev.cachekit.strategy;

import dev.cachekit.spi.Token;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * What a load wants of its lease.
 *
 * @param lease within which time another caller succeeds a loader that died
 * @param rejected the stored value which counts as absent; null if none
 * @param reloads the stored value which stays readable until it is replaced; null if none
 * @param tagClock the reading of the tag clock that is asked for beside the lease; zero if the value carries no tags
 */
record LeaseTerms(
        Duration lease, @Nullable Token rejected, @Nullable Token reloads, CompletionStage<Long> tagClock) {}
