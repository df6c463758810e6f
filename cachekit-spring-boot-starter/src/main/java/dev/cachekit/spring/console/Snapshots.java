package dev.cachekit.spring.console;

import dev.cachekit.engine.CacheKitEngine;
import dev.cachekit.spi.Scheduler;
import dev.cachekit.spring.aop.finding.Finding;
import dev.cachekit.spring.aop.finding.Findings;
import dev.cachekit.spring.console.ConsoleSnapshot.FindingState;
import dev.cachekit.spring.console.ConsoleSnapshot.HotKey;
import dev.cachekit.spring.console.ConsoleSnapshot.NodeState;
import dev.cachekit.spring.console.ConsoleSnapshot.RecentRemoval;
import dev.cachekit.spring.console.ConsoleSnapshot.StoreState;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Makes snapshots. Safe for use by many threads; asks the store for a sign of life and nothing else. */
public final class Snapshots {

    private static final int HOT_KEYS = 20;

    private final String app;
    private final CacheKitEngine engine;
    private final ConsoleFigures figures;
    private final Findings findings;
    private final KeyTexts keys;
    private final StoreSigns signs;
    private final Scheduler clock;
    private final Instant startedAt;
    private final TableRows rows;

    /**
     * Makes a maker of snapshots.
     *
     * @param app the application's name
     * @param engine what is shown
     * @param figures what was counted
     * @param findings what the start found
     * @param keys how keys are written
     * @param signs asks the store
     * @param clock tells the time
     */
    public Snapshots(
            String app,
            CacheKitEngine engine,
            ConsoleFigures figures,
            Findings findings,
            KeyTexts keys,
            StoreSigns signs,
            Scheduler clock) {
        this.app = app;
        this.engine = engine;
        this.figures = figures;
        this.findings = findings;
        this.keys = keys;
        this.signs = signs;
        this.clock = clock;
        this.startedAt = clock.now();
        this.rows = new TableRows(engine, figures);
    }

    ConsoleSnapshot take(List<String> operations) {
        return new ConsoleSnapshot(
                node(),
                store(),
                rows.caches(),
                keys.showsTexts(),
                hotKeys(),
                removals(),
                rows.limiters(),
                rows.locks(),
                findings.all().stream().map(Snapshots::state).toList(),
                operations);
    }

    private NodeState node() {
        MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
        return new NodeState(
                app,
                ManagementFactory.getRuntimeMXBean().getName(),
                startedAt.toEpochMilli(),
                clock.now().toEpochMilli(),
                heap.getUsed(),
                heap.getMax(),
                engine.strategies().invalidator().pendingCount(),
                engine.strategies().invalidator().pendingAge().toMillis(),
                engine.regions().nearBlindTime().toMillis());
    }

    private StoreState store() {
        StoreSigns.Sign sign = signs.ask();
        Map<String, String> breakers = new TreeMap<>();
        engine.breakers().forEach((primary, state) -> breakers.put(primary, state.name()));
        return new StoreState(
                engine.backend().name(),
                sign.answers(),
                sign.version(),
                sign.usedMemory(),
                sign.maxMemory(),
                breakers,
                figures.requests().percentiles());
    }

    private List<HotKey> hotKeys() {
        return figures.keys().hot().top(HOT_KEYS).stream().map(this::hotKey).toList();
    }

    private List<RecentRemoval> removals() {
        return figures.keys().removals().newestFirst().stream()
                .map(this::removal)
                .toList();
    }

    private HotKey hotKey(HotKeys.Hot hot) {
        KeyTexts.Shown key = keys.of(hot.key().text());
        return new HotKey(hot.key().cache(), key.text(), key.whole(), hot.share());
    }

    private RecentRemoval removal(RecentRemovals.Removed removed) {
        KeyTexts.Shown first = keys.of(removed.first());
        return new RecentRemoval(
                removed.at().toEpochMilli(),
                removed.cache(),
                removed.kind(),
                removed.count(),
                first.text(),
                first.whole(),
                removed.queued());
    }

    private static FindingState state(Finding finding) {
        return new FindingState(finding.kind().isNotice() ? "notice" : "warning", finding.where(), finding.text());
    }
}
