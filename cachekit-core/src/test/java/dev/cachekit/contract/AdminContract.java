package dev.cachekit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.Cache;
import dev.cachekit.CacheAdmin;
import dev.cachekit.engine.CacheKitBuilder;
import dev.cachekit.engine.CacheKitEngine;
import dev.cachekit.spi.Backend;
import dev.cachekit.spi.Scheduler;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What operators see of a store as a whole. */
public abstract class AdminContract {

    private String app;
    private CacheKitEngine kit;
    private CacheAdmin admin;

    protected abstract Backend backend();

    protected abstract Scheduler scheduler();

    @BeforeEach
    void start() {
        app = appName();
        kit = kit(app);
        admin = kit.admin();
    }

    /** Whose keys the backend may touch. */
    protected String appName() {
        return "admin" + Sample.token();
    }

    private CacheKitEngine kit(String name) {
        return new CacheKitBuilder()
                .app(name)
                .backend(backend())
                .scheduler(scheduler())
                .build();
    }

    @AfterEach
    void end() {
        kit.close();
    }

    private void fill(String cache, int entries) {
        Cache<Integer, Integer> numbers = kit.cache(cache, Integer.class);
        for (int i = 0; i < entries; i++) {
            numbers.put(i, i);
        }
    }

    @Test
    void aPingTellsHowLongItTook() {
        assertThat(admin.ping()).isGreaterThanOrEqualTo(Duration.ZERO);
    }

    @Test
    void tellsVersionModeAndMemory() {
        assertThat(admin.serverInfo().version()).isNotBlank().isNotEqualTo("unknown");
        assertThat(admin.serverInfo().mode()).isIn("standalone", "cluster", "in-process");
        assertThat(admin.serverInfo().primaries()).isPositive();
        assertThat(admin.serverInfo().uptime()).isGreaterThanOrEqualTo(Duration.ZERO);
        assertThat(admin.memory().usedBytes()).isPositive();
        assertThat(admin.memory().evictionPolicy()).isNotBlank().doesNotContain("unknown");
    }

    @Test
    void walksOverAllNamesOfKeysPageByPage() {
        fill("walked", 2_500);

        try (Stream<String> names = admin.scan(app + ":{*}:walked:*")) {
            List<String> found = names.distinct().toList();
            assertThat(found).hasSize(2_500).allMatch(name -> name.contains("}:walked:2:"));
        }
        assertThat(admin.keyCount()).isGreaterThanOrEqualTo(2_500);
    }

    @Test
    void aWalkThatFindsNothingIsEmpty() {
        try (Stream<String> names = admin.scan("nobody:has:*:such:a:name")) {
            assertThat(names).isEmpty();
        }
    }

    @Test
    void countsTheEntriesOfEachCacheAndNothingElse() {
        fill("one", 3);
        fill("other", 5);
        kit.counter("visits").increment();
        kit.cache("one", Integer.class).invalidate(0);

        Map<String, Long> counts = Answers.of(admin.countByCache());

        assertThat(counts).containsEntry("one", 2L).containsEntry("other", 5L).doesNotContainKey("visits");
    }

    @Test
    void cachesThatOnlyAnotherProcessUsesAreCountedByTheirNameInKeys() {
        fill("elsewhere", 2);
        try (CacheKitEngine fresh = kit(app)) {
            assertThat(Answers.of(fresh.admin().countByCache())).containsEntry("elsewhere", 2L);
        }
    }

    @Test
    void countsAskedForTogetherAreOneWalk() {
        fill("once", 3);

        CompletableFuture<Map<String, Long>> first = admin.countByCache().toCompletableFuture();
        CompletableFuture<Map<String, Long>> second = admin.countByCache().toCompletableFuture();

        assertThat(Answers.of(first)).isEqualTo(Answers.of(second)).containsEntry("once", 3L);
    }
}
