package dev.cachekit.spring.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cachekit.spi.CacheSpace;
import dev.cachekit.spi.EntryKey;
import dev.cachekit.spring.console.HotKeys.Hot;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class HotKeysTest {

    private static final CacheSpace FEED = new CacheSpace("app", "feed", "feed");

    private final AtomicLong nanos = new AtomicLong();
    private final HotKeys keys = new HotKeys(nanos::get);

    private static EntryKey key(String text) {
        return new EntryKey(FEED, text);
    }

    @Test
    void theKeyThatIsReadMostComesFirst() {
        keys.read(key("cold"), 16);
        keys.read(key("hot"), 32);
        keys.read(key("hot"), 32);

        assertThat(keys.top(10)).containsExactly(new Hot(key("hot"), 64, 0.8), new Hot(key("cold"), 16, 0.2));
        assertThat(keys.top(1)).extracting(hot -> hot.key().text()).containsExactly("hot");
    }

    @Test
    void aKeyWithMoreThanItsShareIsFoundAmongManyMoreThanThereAreCounters() {
        Random random = new Random(7);
        int reads = 200_000;
        int ofHot = 0;
        for (int n = 0; n < reads; n++) {
            boolean hot = random.nextInt(20) == 0;
            ofHot += hot ? 1 : 0;
            keys.read(key(hot ? "hot" : "other-" + random.nextInt(50_000)), 1);
        }

        Hot first = keys.top(1).get(0);
        assertThat(first.key().text()).isEqualTo("hot");
        assertThat(first.reads()).isLessThanOrEqualTo(ofHot).isGreaterThan(ofHot - reads / HotKeys.COUNTERS);
        assertThat(first.share()).isCloseTo(0.05, within(0.005));
    }

    @Test
    void noMoreKeysAreKeptThanThereAreCounters() {
        for (int n = 0; n < 10_000; n++) {
            keys.read(key("k" + n), 1);
        }
        assertThat(keys.top(Integer.MAX_VALUE)).hasSizeLessThanOrEqualTo(HotKeys.COUNTERS);
    }

    @Test
    void whatWasReadMinutesAgoCountsForLessAndLess() {
        keys.read(key("once"), 64);
        nanos.addAndGet(Duration.ofMinutes(2).toNanos());
        keys.read(key("now"), 48);

        assertThat(keys.top(2)).containsExactly(new Hot(key("now"), 48, 0.75), new Hot(key("once"), 16, 0.25));

        nanos.addAndGet(Duration.ofHours(1).toNanos());
        assertThat(keys.top(2)).isEmpty();
    }
}
