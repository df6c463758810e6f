package dev.cachekit.cluster;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The same where many reads have missed: the store is not looked at then, but asked for the lease at once. */
class UnreadableEntriesAfterMissesTest extends UnreadableEntriesTest {

    private static final long MISSES = 20;

    @BeforeEach
    void miss() {
        for (long id = 2; id < 2 + MISSES; id++) {
            cache.get(id, missed -> new Person("Nobody", 0));
        }
    }

    /** With its incarnation damaged the value looks like one from before the cache was cleared, and goes without a word. */
    @Test
    @Override
    void damagedHeaderIsReplaced() {
        damageHeader();

        assertLoadedOnce();
    }
}
