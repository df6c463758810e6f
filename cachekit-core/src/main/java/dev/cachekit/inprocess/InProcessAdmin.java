package dev.cachekit.inprocess;

import static java.util.concurrent.CompletableFuture.completedFuture;

import dev.cachekit.MemoryUse;
import dev.cachekit.ServerInfo;
import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.KeyPage;
import dev.cachekit.spi.StoreAdmin;
import dev.cachekit.spi.StoreReport;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;

/** Looks at the entries in this process. Every stage is complete when it is returned. */
final class InProcessAdmin implements StoreAdmin {

    private final Set<EntryKey> keys;
    private final ElapsedTime time;
    private final long maximumEntries;

    InProcessAdmin(Set<EntryKey> keys, ElapsedTime time, long maximumEntries) {
        this.keys = keys;
        this.time = time;
        this.maximumEntries = maximumEntries;
    }

    @Override
    public CompletionStage<Duration> ping() {
        return completedFuture(Duration.ZERO);
    }

    @Override
    public CompletionStage<StoreReport> report() {
        Runtime process = Runtime.getRuntime();
        MemoryUse memory = new MemoryUse(
                process.totalMemory() - process.freeMemory(),
                OptionalLong.of(process.maxMemory()),
                "at most " + maximumEntries + " entries");
        ServerInfo server = new ServerInfo("in-process", "in-process", 1, Duration.ofNanos(Math.max(0, time.now())), 0);
        return completedFuture(new StoreReport(server, memory, 0, null, null));
    }

    @Override
    public CompletionStage<Long> keyCount() {
        return completedFuture((long) keys.size());
    }

    @Override
    public CompletionStage<KeyPage> scan(String glob) {
        Pattern pattern = Glob.compile(glob);
        List<String> names = keys.stream()
                .map(EntryKey::storeKey)
                .filter(name -> pattern.matcher(name).matches())
                .toList();
        return completedFuture(new KeyPage(names, null));
    }
}
