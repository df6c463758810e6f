package dev.cachekit.cache;

import dev.cachekit.CacheAdmin;
import dev.cachekit.MemoryUse;
import dev.cachekit.ServerInfo;
import dev.cachekit.call.Caller;
import dev.cachekit.call.Outcome;
import dev.cachekit.call.StoreTime;
import dev.cachekit.spi.KeyPage;
import dev.cachekit.spi.Scheduler;
import dev.cachekit.spi.StoreAdmin;
import dev.cachekit.spi.StoreReport;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Looks at the store on behalf of blocking callers. Safe for use by many threads. */
public final class StoreWatch implements CacheAdmin {

    private final StoreAdmin store;
    private final Scheduler clock;
    private final Duration deadline;
    private final KeyCounts counts;

    /**
     * Makes an overview.
     *
     * @param store is asked
     * @param clock measures how long that takes
     * @param deadline the longest time one question may take
     * @param regions knows the caches of this process
     */
    public StoreWatch(StoreAdmin store, Scheduler clock, Duration deadline, CacheRegions regions) {
        this.store = store;
        this.clock = clock;
        this.deadline = deadline;
        this.counts = new KeyCounts(store, regions);
    }

    @Override
    public Duration ping() {
        return ask(store::ping);
    }

    @Override
    public Stream<String> scan(String glob) {
        return Stream.iterate(page(() -> store.scan(glob)), page -> page != null, this::after)
                .flatMap(page -> page.names().stream());
    }

    @Override
    public long keyCount() {
        return ask(store::keyCount);
    }

    @Override
    public CompletionStage<Map<String, Long>> countByCache() {
        return counts.count();
    }

    @Override
    public ServerInfo serverInfo() {
        return report().server();
    }

    @Override
    public MemoryUse memory() {
        return report().memory();
    }

    /**
     * Asks for all there is to know at once. Blocks within the deadline.
     *
     * @return how the store is
     * @throws dev.cachekit.BackendUnavailableException if it does not answer
     */
    public StoreReport report() {
        return ask(store::report);
    }

    private @Nullable KeyPage after(@Nullable KeyPage page) {
        return page == null || page.next() == null ? null : page(page.next());
    }

    private @Nullable KeyPage page(Supplier<CompletionStage<KeyPage>> request) {
        return ask(request);
    }

    private <T> T ask(Supplier<CompletionStage<T>> request) {
        return Outcome.of(new StoreTime(clock, deadline, Caller.BLOCKING).spend(request));
    }
}
