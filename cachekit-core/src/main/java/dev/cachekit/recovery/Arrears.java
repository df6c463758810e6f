package dev.cachekit.recovery;

import dev.cachekit.spi.Scheduler;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Since when something has been pending without a break. Safe for use by many threads. */
final class Arrears {

    private final Scheduler clock;
    private final BooleanSupplier nothingPending;
    private final AtomicReference<@Nullable Long> since = new AtomicReference<>();

    Arrears(Scheduler clock, BooleanSupplier nothingPending) {
        this.clock = clock;
        this.nothingPending = nothingPending;
    }

    void changed() {
        if (nothingPending.getAsBoolean()) {
            since.set(null);
        } else if (since.get() == null) {
            since.compareAndSet(null, clock.nanoTime());
        }
    }

    /** Looks by itself as well: of two changes at one time the wrong one may have been noted last. */
    Duration age() {
        changed();
        Long begun = since.get();
        return begun == null ? Duration.ZERO : Duration.ofNanos(clock.nanoTime() - begun);
    }
}
