package dev.cachekit.spring.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.cachekit.spi.Observer.Watched;
import dev.cachekit.spi.Observer.Work;
import dev.cachekit.spring.console.RecentRemovals.Removed;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What listeners count for the console. */
class ConsoleFiguresTest {

    private final AtomicLong nanos = new AtomicLong();

    @Test
    void namesWithoutEndShareTheFiguresOfOthers() {
        LockFigures locks = new LockFigures(nanos::get);
        for (int n = 0; n < 3 * ByName.MOST; n++) {
            locks.onAcquired("lock-" + n, Duration.ZERO);
        }

        assertThat(locks.all()).hasSize(ByName.MOST + 1);
        assertThat(locks.all().get(ByName.OTHER).acquired.sum()).isEqualTo(2L * ByName.MOST);
    }

    @Test
    void refusalsAndStaleValuesAreCountedByReason() {
        CacheFigures caches = new CacheFigures(nanos::get);
        caches.onFillRefused("feed", "invalidated");
        caches.onFillRefused("feed", "invalidated");
        caches.onFillRefused("feed", "too-large");
        caches.onStale("feed", "error");

        assertThat(caches.of("feed").fillsRefused.all()).containsOnly(entry("invalidated", 2L), entry("too-large", 1L));
        assertThat(caches.of("feed").stale.all()).containsOnlyKeys("error");
        assertThat(caches.hearsHits()).isFalse();
    }

    @Test
    void onlyRequestsToTheStoreAreTimed() {
        RequestFigures requests = new RequestFigures(nanos::get);
        assertThat(requests.begin(Work.LOAD, "feed")).isSameAs(Watched.UNSEEN);

        Watched request = requests.begin(Work.STORE_REQUEST, "find");
        nanos.addAndGet(Duration.ofMillis(4).toNanos());
        request.end(null);
        assertThat(requests.percentiles().count()).isEqualTo(1);
        assertThat(requests.percentiles().p50Micros()).isBetween(4_000L, 4_500L);
    }

    @Test
    void theLastRemovalsAreKeptTheLastOneFirst() {
        RecentRemovals removals = new RecentRemovals();
        for (int n = 0; n < RecentRemovals.MOST + 5; n++) {
            removals.add(new Removed(Instant.EPOCH, "feed", "key", 1, "k" + n));
        }

        assertThat(removals.newestFirst()).hasSize(RecentRemovals.MOST);
        assertThat(removals.newestFirst().get(0).first()).isEqualTo("k" + (RecentRemovals.MOST + 4));
        assertThat(removals.newestFirst().get(RecentRemovals.MOST - 1).first()).isEqualTo("k5");
    }

    @Test
    void keysAreHiddenBehindDigestsOfThisProcess() {
        KeyTexts hidden = new KeyTexts(false);
        assertThat(hidden.of("ann@example.org"))
                .matches("#[0-9a-f]{8}")
                .isEqualTo(hidden.of("ann@example.org"))
                .isNotEqualTo(hidden.of("bob@example.org"))
                .isNotEqualTo(new KeyTexts(false).of("ann@example.org"));
        assertThat(hidden.of("")).isEmpty();
        assertThat(new KeyTexts(true).of("ann@example.org")).isEqualTo("ann@example.org");
    }
}
