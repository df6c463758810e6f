package dev.cachekit.cache;

import dev.cachekit.spi.CacheSpace;
import dev.cachekit.spi.KeyPage;
import dev.cachekit.spi.StoreAdmin;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Counts the entries of an application by cache. One walk over the keys at a time; safe for use by many threads. */
final class KeyCounts {

    private final StoreAdmin store;
    private final CacheRegions regions;
    private final AtomicReference<CompletableFuture<Map<String, Long>>> underWay = new AtomicReference<>();

    KeyCounts(StoreAdmin store, CacheRegions regions) {
        this.store = store;
        this.regions = regions;
    }

    CompletionStage<Map<String, Long>> count() {
        CompletableFuture<Map<String, Long>> mine = new CompletableFuture<>();
        CompletableFuture<Map<String, Long>> first =
                underWay.updateAndGet(other -> other != null && !other.isDone() ? other : mine);
        if (first == mine) {
            new Walk(regions.app(), mine).begin(store);
        }
        return first.thenApply(this::named);
    }

    private Map<String, Long> named(Map<String, Long> byPrefix) {
        Map<String, String> names = new HashMap<>();
        regions.spaces().forEach(space -> names.put(space.prefix(), space.cache()));
        Map<String, Long> named = new TreeMap<>();
        byPrefix.forEach((prefix, count) -> named.merge(names.getOrDefault(prefix, prefix), count, Long::sum));
        return named;
    }

    /** One walk; its pages come one after the other. */
    private record Walk(
            String glob, Pattern pattern, Map<String, Long> byPrefix, CompletableFuture<Map<String, Long>> outcome) {

        /** The name of the application shows no sign of a glob, because it is escaped. */
        Walk(String app, CompletableFuture<Map<String, Long>> outcome) {
            this(app + ":{??}:*", entries(app), new HashMap<>(), outcome);
        }

        /** Entries alone have a colon after the lane. */
        private static Pattern entries(String app) {
            return Pattern.compile(
                    Pattern.quote(app) + ":\\{..\\}:([^:]*):" + CacheSpace.FORMAT + ":.*", Pattern.DOTALL);
        }

        void begin(StoreAdmin store) {
            follow(store.scan(glob));
        }

        private void follow(CompletionStage<KeyPage> page) {
            page.whenComplete((read, failure) -> {
                if (failure != null) {
                    outcome.completeExceptionally(failure);
                    return;
                }
                read.names().forEach(this::add);
                if (read.next() == null) {
                    outcome.complete(byPrefix);
                } else {
                    follow(read.next().get());
                }
            });
        }

        private void add(String name) {
            Matcher entry = pattern.matcher(name);
            if (entry.matches()) {
                byPrefix.merge(entry.group(1), 1L, Long::sum);
            }
        }
    }
}
