package dev.cachekit.spring.console;

import dev.cachekit.MemoryUse;
import dev.cachekit.spi.StoreAdmin;
import dev.cachekit.spi.StoreReport;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Asks every primary. One that is silent is a store that does not answer: a part of the calls goes on without it. Safe for use by
 * many threads.
 *
 * @param store the store
 */
public record ReportedSigns(StoreAdmin store) implements StoreSigns {

    private static final Duration LIMIT = Duration.ofMillis(500);

    @Override
    public Sign ask() {
        try {
            return store.report()
                    .thenApply(ReportedSigns::sign)
                    .toCompletableFuture()
                    .orTimeout(LIMIT.toMillis(), TimeUnit.MILLISECONDS)
                    .join();
        } catch (CompletionException away) {
            return new Sign(false, null, null, null);
        }
    }

    private static Sign sign(StoreReport report) {
        MemoryUse memory = report.memory();
        return new Sign(report.silent() == 0, report.server().version(), memory.usedBytes(), limit(memory));
    }

    private static @Nullable Long limit(MemoryUse memory) {
        return memory.maxBytes().isPresent() ? memory.maxBytes().getAsLong() : null;
    }
}
