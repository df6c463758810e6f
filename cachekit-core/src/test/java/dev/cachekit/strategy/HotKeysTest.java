package dev.cachekit.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.spi.CacheSpace;
import dev.cachekit.spi.EntryKey;
import java.util.List;
import org.junit.jupiter.api.Test;

class HotKeysTest {

    private final HotKeys keys = new HotKeys();

    private static EntryKey key(int number) {
        return new EntryKey(new CacheSpace("shop", "users", "users"), String.valueOf(number));
    }

    @Test
    void whatIsReadMostComesFirst() {
        for (int round = 0; round < 100; round++) {
            keys.count(key(1));
            keys.count(key(1));
            keys.count(key(2));
        }

        assertThat(keys.top(5))
                .containsExactly(
                        new HotKeys.Hot(key(1), 200 * HotKeys.SAMPLED), new HotKeys.Hot(key(2), 100 * HotKeys.SAMPLED));
        assertThat(keys.top(1)).hasSize(1);
    }

    @Test
    void whatIsHotIsFoundAmongMoreKeysThanThereIsRoomFor() {
        for (int i = 0; i < 15_000; i++) {
            keys.count(key(i));
            if (i % 10 == 0) {
                keys.count(key(-1));
            }
        }

        assertThat(keys.top(1)).extracting(HotKeys.Hot::key).isEqualTo(List.of(key(-1)));
        assertThat(keys.top(100_000)).hasSizeLessThanOrEqualTo(200);
    }

    @Test
    void whatWasHotGoes() {
        for (int i = 0; i < 1_000; i++) {
            keys.count(key(1));
        }
        for (int i = 0; i < 400_000; i++) {
            keys.count(key(2 + i % 100));
        }

        assertThat(keys.top(200)).noneMatch(hot -> hot.key().equals(key(1)));
    }

    @Test
    void aboutOneReadInSixtyFourIsLookedAt() {
        for (int i = 0; i < 64_000; i++) {
            keys.saw(key(1));
        }

        assertThat(keys.top(1).get(0).reads()).isBetween(40_000L, 90_000L);
    }
}
