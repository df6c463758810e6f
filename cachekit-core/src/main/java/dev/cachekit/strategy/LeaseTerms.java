package dev.cachekit.strategy;

import dev.cachekit.spi.Token;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a load wants of its lease.
 *
 * @param lease within which time another caller succeeds a loader that died
 * @param rejected the stored value which counts as absent; null if none
 * @param reloads the stored value which stays readable until it is replaced; null if none
 * @param tagged whether the loaded value may carry tags
 */
record LeaseTerms(
        Duration lease, @Nullable Token rejected, @Nullable Token reloads, boolean tagged) {

    /** For a key without a value. */
    static LeaseTerms of(Load<?> load) {
        return new LeaseTerms(load.lease(), null, null, load.isTagged());
    }

    LeaseTerms rejecting(@Nullable Token value) {
        return new LeaseTerms(lease, value, reloads, tagged);
    }

    LeaseTerms reloading(@Nullable Token value) {
        return new LeaseTerms(lease, rejected, value, tagged);
    }
}
