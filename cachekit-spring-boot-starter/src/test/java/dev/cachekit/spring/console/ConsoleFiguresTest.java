package dev.cachekit.spring.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;

import dev.cachekit.contract.ManualScheduler;
import dev.cachekit.spi.KeyListener.Outcome;
import dev.cachekit.spi.KeyListener.Removal;
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
    void lookingAtFiguresMakesNone() {
        LimiterFigures limiters = new LimiterFigures(nanos::get);
        assertThat(limiters.shown("search").granted.sum()).isZero();
        assertThat(limiters.all()).isEmpty();
        assertThat(limiters.isShared("search")).isFalse();

        for (int n = 0; n <= ByName.MOST; n++) {
            limiters.onPermitGranted("limiter-" + n);
        }
        assertThat(limiters.isShared("limiter-0")).isFalse();
        assertThat(limiters.shown("limiter-0").granted.sum()).isEqualTo(1);
        assertThat(limiters.isShared("limiter-" + ByName.MOST)).isTrue();
        assertThat(limiters.shown("limiter-" + ByName.MOST).granted.sum()).isZero();
    }

    @Test
    void refusalsAndStaleValuesAreCountedByReason() {
        CacheFigures caches = new CacheFigures(nanos::get);
        caches.onFillRefused("feed", "invalidated");
        caches.onFillRefused("feed", "invalidated");
        caches.onFillRefused("feed", "too-large");
        caches.onStale("feed", "error");

        assertThat(caches.shown("feed").fillsRefused.all())
                .containsOnly(entry("invalidated", 2L), entry("too-large", 1L));
        assertThat(caches.shown("feed").stale.all()).containsOnlyKeys("error");
        assertThat(caches.hearsHits()).isFalse();
    }

    @Test
    void onlyRequestsThatCallsWaitForAreTimed() {
        RequestFigures requests = new RequestFigures(nanos::get);
        assertThat(requests.begin(Work.LOAD, "feed")).isSameAs(Watched.UNSEEN);

        assertThat(requests.begin(Work.STORE_REQUEST, "info")).isSameAs(Watched.UNSEEN);
        assertThat(requests.begin(Work.STORE_REQUEST, "beat")).isSameAs(Watched.UNSEEN);

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
            removals.add(new Removed(Instant.EPOCH, "feed", "key", 1, "k" + n, false));
        }

        assertThat(removals.newestFirst()).hasSize(RecentRemovals.MOST);
        assertThat(removals.newestFirst().get(0).first()).isEqualTo("k" + (RecentRemovals.MOST + 4));
        assertThat(removals.newestFirst().get(RecentRemovals.MOST - 1).first()).isEqualTo("k5");
    }

    @Test
    void removalsThatWaitAreTold() {
        KeyFigures keys = new KeyFigures(new ManualScheduler());
        keys.onRemoval(new Removal("feed", "key", 1, "7", Outcome.ACKNOWLEDGED));
        keys.onRemoval(new Removal("feed", "all", 1, "", Outcome.QUEUED));

        assertThat(keys.removals().newestFirst())
                .extracting(Removed::kind, Removed::queued)
                .containsExactly(tuple("all", true), tuple("key", false));
    }

    @Test
    void keysAreHiddenBehindDigestsOfThisProcess() {
        KeyTexts hidden = new KeyTexts(false);
        assertThat(hidden.of("ann@example.org").text())
                .matches("#[0-9a-f]{8}")
                .isEqualTo(hidden.of("ann@example.org").text())
                .isNotEqualTo(hidden.of("bob@example.org").text())
                .isNotEqualTo(new KeyTexts(false).of("ann@example.org").text());
        assertThat(hidden.of("ann@example.org").whole()).isFalse();
        assertThat(hidden.of("").text()).isEmpty();
    }

    @Test
    void allowedTextsAreWholeUpToALength() {
        KeyTexts shown = new KeyTexts(true);
        String longest = "k".repeat(KeyTexts.SHOWN_CHARS);
        assertThat(shown.of(longest)).isEqualTo(new KeyTexts.Shown(longest, true));
        assertThat(shown.of(longest + "k")).isEqualTo(new KeyTexts.Shown(longest + "… (201 characters)", false));
        String pair = "\ud83d\ude00";
        assertThat(shown.of("k" + pair.repeat(1_000)).text()).isEqualTo("k" + pair.repeat(99) + "… (2,001 characters)");
    }
}
