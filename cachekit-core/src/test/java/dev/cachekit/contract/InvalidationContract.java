package dev.cachekit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.spi.CacheSpace;
import dev.cachekit.spi.Entry;
import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.Lane;
import dev.cachekit.spi.LaneStamps;
import dev.cachekit.spi.Lookup;
import dev.cachekit.spi.Token;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code invalidate} and the stamps of the lanes. */
interface InvalidationContract extends StoreScenario {

    @Test
    default void invalidationRemovesAValue() {
        filled(key(), "1");

        invalidate(key());

        assertAbsent(key());
    }

    @Test
    default void invalidationRemovesALease() {
        granted(key());

        invalidate(key());

        assertAbsent(key());
        granted(key());
    }

    @Test
    default void invalidationTwiceIsNoError() {
        filled(key(), "1");

        invalidate(key());
        invalidate(key());

        assertAbsent(key());
    }

    @Test
    default void invalidatesManyKeysOfManyLanes() {
        List<EntryKey> keys = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            keys.add(key("k" + i));
            filled(key("k" + i), "1");
        }
        Entry other = filled(key("other"), "1");

        await(store().invalidate(keys));

        assertThat(await(store().findAll(keys)).values()).containsOnly(new Lookup.Absent());
        assertHolds(key("other"), other);
    }

    @Test
    default void invalidatesKeysOfSeveralCachesAtOnce() {
        EntryKey elsewhere = new EntryKey(new CacheSpace(space().app(), "orders", "orders"), "42");
        filled(key(), "1");
        filled(elsewhere, "1");

        await(store().invalidate(List.of(key(), elsewhere)));

        assertAbsent(key());
        assertAbsent(elsewhere);
    }

    @Test
    default void invalidatesNoKeys() {
        await(store().invalidate(List.of()));

        assertAbsent(key());
    }

    @Test
    default void invalidationOfAnAbsentKeyRaisesTheStamp() {
        long before = stamp(key().lane());

        invalidate(key());

        assertThat(stamp(key().lane())).isGreaterThan(before);
    }

    @Test
    default void invalidationRaisesTheStampsOfAllItsLanes() {
        List<EntryKey> keys = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            keys.add(key("k" + i));
        }
        LaneStamps before = await(store().stamps());

        await(store().invalidate(keys));

        LaneStamps after = await(store().stamps());
        assertThat(keys)
                .extracting(EntryKey::lane)
                .allSatisfy(lane -> assertThat(after.of(lane)).isGreaterThan(before.of(lane)));
    }

    @Test
    default void everyWriteRaisesTheStamp() {
        Entry entry = Sample.entry(Sample.token(), "1");
        assertRaises(() -> await(store().put(key(), entry, Sample.LONG_TTL)));
        invalidate(key());
        assertRaises(() -> await(store().putIfAbsent(key(), entry, Sample.LONG_TTL)));
        Token writer = Sample.token();
        assertRaises(() -> fence(key(), writer));
        assertRaises(() -> await(store().settle(key(), Sample.settlement(Sample.entry(writer, "2")))));
        assertRaises(() -> await(store().settle(key(), Sample.rollback(Sample.token()))));
        assertRaises(() -> invalidate(key()));
    }

    @Test
    default void readsAndFillsLeaveTheStampAlone() {
        long before = stamp(key().lane());

        Entry entry = filled(key(), "1");
        find(key());
        lease(key(), Sample.token());
        await(store().extend(key(), entry.token(), Sample.LONG));
        await(store().release(key(), entry.token()));

        assertThat(stamp(key().lane())).isEqualTo(before);
    }

    @Test
    default void aStampStaysUntilItsLaneChanges() {
        LaneStamps before = await(store().stamps());

        invalidate(key());

        LaneStamps after = await(store().stamps());
        assertThat(Lane.all())
                .filteredOn(lane -> after.of(lane) != before.of(lane))
                .containsExactly(key().lane());
    }

    private void assertRaises(Runnable write) {
        long before = stamp(key().lane());
        write.run();
        assertThat(stamp(key().lane())).isGreaterThan(before);
    }

    private void invalidate(EntryKey key) {
        await(store().invalidate(List.of(key)));
    }
}
