package dev.cachekit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.Expiry;
import dev.cachekit.spi.CacheSpace;
import dev.cachekit.spi.Entry;
import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.Lane;
import dev.cachekit.spi.LaneStamps;
import dev.cachekit.spi.Lookup;
import dev.cachekit.spi.Settlement.Outcome;
import dev.cachekit.spi.Token;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code clear}: nothing from before is read, filled or stored afterwards, and nothing else suffers. */
interface ClearContract extends ClearedFenceContract {

    @Test
    default void clearRemovesTheValuesOfAllLanes() {
        List<EntryKey> keys =
                IntStream.range(0, 300).mapToObj(i -> key("k" + i)).toList();
        keys.forEach(key -> filled(key, "1"));

        clear();

        assertThat(await(store().findAll(keys)).values()).containsOnly(new Lookup.Absent());
        assertAbsent(key("k0"));
    }

    @Test
    default void clearLeavesOtherCachesAlone() {
        CacheSpace longer = new CacheSpace(space().app(), space().cache() + "2", space().prefix() + "2");
        CacheSpace other = new CacheSpace(space().app(), "orders", "orders");
        List<EntryKey> others =
                Stream.of(longer, other).map(space -> new EntryKey(space, "42")).toList();
        others.forEach(key -> filled(key, "1"));
        Token loader = granted(new EntryKey(other, "leased"));

        clear();

        assertThat(await(store().findAll(others)).values()).allMatch(Lookup.Hit.class::isInstance);
        assertThat(fill(new EntryKey(other, "leased"), Sample.entry(loader, "1")))
                .isTrue();
    }

    @Test
    default void anEmptyCacheMayBeClearedAgainAndAgain() {
        clear();
        filled(key(), "1");
        clear();
        clear();

        assertAbsent(key());
    }

    @Test
    default void aClearedCacheWorksAsBefore() {
        filled(key(), "1");
        clear();

        assertHolds(key(), filled(key(), "2"));
        Entry put = Sample.entry(Sample.token(), "3");
        await(store().put(key("put"), put, Sample.LONG_TTL));
        assertHolds(key("put"), put);
        Entry written = Sample.entry(Sample.token(), "4");
        fence(key("written"), written.token());
        assertThat(settle(key("written"), written)).isEqualTo(Outcome.STORED);
        assertHolds(key("written"), written);
    }

    @Test
    default void aLoadThatBeganBeforeAClearIsNotStored() {
        Token loader = granted(key());

        clear();

        assertAbsent(key());
        assertThat(fill(key(), Sample.entry(loader, "\"old\""))).isFalse();
        assertAbsent(key());
    }

    @Test
    default void aFillSentAgainAfterAClearStoresNothing() {
        Entry entry = filled(key(), "1");

        clear();

        assertThat(fill(key(), entry)).isFalse();
        assertAbsent(key());
    }

    @Test
    default void aLeaseFromBeforeAClearIsNeitherExtendedNorInTheWay() {
        Token old = granted(key());

        clear();

        assertThat(await(store().extend(key(), old, Sample.LONG))).isFalse();
        Token loader = granted(key());
        await(store().release(key(), old));
        assertThat(find(key())).isEqualTo(new Lookup.Loading(loader));
        assertThat(fill(key(), Sample.entry(old, "\"old\""))).isFalse();
        assertThat(fill(key(), Sample.entry(loader, "1"))).isTrue();
    }

    @Test
    default void aClearedValueHasNoLifetime() {
        filled(key(), "1");

        clear();

        assertThat(await(store().ttl(key()))).isEqualTo(new Expiry.Absent());
        assertThat(await(store().expire(key(), Sample.LONG_TTL))).isFalse();
        assertAbsent(key());
    }

    @Test
    default void aClearedValueIsNotInTheWayOfAPutIfAbsent() {
        filled(key(), "1");
        clear();
        Entry entry = Sample.entry(Sample.token(), "2");

        assertThat(await(store().putIfAbsent(key(), entry, Sample.LONG_TTL))).isTrue();
        assertHolds(key(), entry);
    }

    @Test
    default void versionsAreNotComparedWithAClearedValue() {
        await(store().put(key(), Sample.entry(Sample.token(), "7", 7L), Sample.LONG_TTL));
        clear();
        Entry restarted = Sample.entry(Sample.token(), "1", 1L);
        fence(key(), restarted.token());

        assertThat(settle(key(), restarted)).isEqualTo(Outcome.STORED);
        assertHolds(key(), restarted);
    }

    @Test
    default void aVersionWithoutFenceDoesNotWinOverAClearedValue() {
        await(store().put(key(), Sample.entry(Sample.token(), "1", 1L), Sample.LONG_TTL));
        clear();

        assertThat(settle(key(), Sample.entry(Sample.token(), "2", 2L))).isEqualTo(Outcome.INVALIDATED);
        assertAbsent(key());
    }

    @Test
    default void clearRaisesTheStampsOfAllLanes() {
        LaneStamps before = await(store().stamps());

        clear();

        LaneStamps after = await(store().stamps());
        assertThat(Lane.all()).allSatisfy(lane -> assertThat(after.of(lane)).isGreaterThan(before.of(lane)));
    }

    @Test
    default void anUnfencedWriteFromBeforeAClearStoresNothing() {
        long before = stamp(key().lane());

        clear();

        Entry written = Sample.entry(Sample.token(), "1");
        assertThat(await(store().settle(key(), Sample.unfenced(written, before))))
                .isEqualTo(Outcome.INVALIDATED);
        assertAbsent(key());
    }

    @Test
    default void aValueReadBeforeAClearIsNeverStoredAfterIt() {
        try (Contestants contestants = new Contestants()) {
            for (int round = 0; round < raceRounds() / 10; round++) {
                Entry old = Sample.entry(granted(key()), "\"old\"");

                contestants.run(() -> fill(key(), old), this::cleared);

                assertThat(find(key())).as("round %d", round).isEqualTo(new Lookup.Absent());
            }
        }
    }

    @Test
    default void aWriteWithoutFenceNeverSlipsPastAClear() {
        try (Contestants contestants = new Contestants()) {
            for (int round = 0; round < raceRounds() / 10; round++) {
                long before = stamp(key().lane());
                Entry old = Sample.entry(Sample.token(), "\"old\"");

                contestants.run(() -> await(store().settle(key(), Sample.unfenced(old, before))), this::cleared);

                assertThat(find(key())).as("round %d", round).isEqualTo(new Lookup.Absent());
            }
        }
    }

    private void clear() {
        await(store().clear(space()));
    }

    private Object cleared() {
        clear();
        return "cleared";
    }

    private Outcome settle(EntryKey key, Entry entry) {
        return await(store().settle(key, Sample.settlement(entry)));
    }
}
