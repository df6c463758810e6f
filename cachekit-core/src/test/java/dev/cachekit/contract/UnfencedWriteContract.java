package dev.cachekit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.spi.Entry;
import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.Lookup;
import dev.cachekit.spi.Settlement.Outcome;
import dev.cachekit.spi.Token;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** {@code settle} of writes whose key was not known beforehand: stored only if nothing happened in the lane. */
interface UnfencedWriteContract extends StoreScenario {

    @Test
    default void anUnfencedWriteStoresIfNothingHappened() {
        Entry entry = Sample.entry(Sample.token(), "1");

        assertThat(settle(entry, stamp())).isEqualTo(Outcome.STORED);
        assertHolds(key(), entry);
    }

    @Test
    default void anUnfencedWriteSentTwiceIsStoredOnce() {
        Entry entry = Sample.entry(Sample.token(), "1");
        long before = stamp();
        settle(entry, before);

        assertThat(settle(entry, before)).isEqualTo(Outcome.STORED);
        assertHolds(key(), entry);
    }

    @Test
    default void anUnfencedWriteReplacesAFilledValue() {
        filled(key(), "\"old\"");
        Entry entry = Sample.entry(Sample.token(), "1");

        assertThat(settle(entry, stamp())).isEqualTo(Outcome.STORED);
        assertHolds(key(), entry);
    }

    @Test
    default void anUnfencedWriteReplacesAValueFilledMeanwhile() {
        long before = stamp();
        filled(key(), "\"perhaps old\"");
        Entry entry = Sample.entry(Sample.token(), "1");

        assertThat(settle(entry, before)).isEqualTo(Outcome.STORED);
        assertHolds(key(), entry);
    }

    @Test
    default void anUnfencedWriteTakesALeaseAway() {
        Token loader = granted(key());
        Entry entry = Sample.entry(Sample.token(), "1");

        assertThat(settle(entry, stamp())).isEqualTo(Outcome.STORED);
        assertThat(fill(key(), Sample.entry(loader, "\"old\""))).isFalse();
        assertHolds(key(), entry);
    }

    @Test
    default void anInvalidationInBetweenStopsAnUnfencedWrite() {
        assertStoppedBy(() -> await(store().invalidate(List.of(key()))));
    }

    @Test
    default void aPutInBetweenStopsAnUnfencedWrite() {
        assertStoppedBy(() -> await(store().put(key(), Sample.entry(Sample.token(), "2"), Sample.LONG_TTL)));
    }

    @Test
    default void aPutIfAbsentInBetweenStopsAnUnfencedWrite() {
        assertStoppedBy(() -> await(store().putIfAbsent(key(), Sample.entry(Sample.token(), "2"), Sample.LONG_TTL)));
    }

    @Test
    default void anotherUnfencedWriteInBetweenStopsAnUnfencedWrite() {
        assertStoppedBy(() -> settle(Sample.entry(Sample.token(), "2"), stamp()));
    }

    @Test
    default void aFencedWriteInBetweenStopsAnUnfencedWrite() {
        assertStoppedBy(() -> {
            Token writer = Sample.token();
            fence(key(), writer);
            await(store().settle(key(), Sample.settlement(Sample.entry(writer, "2"))));
        });
    }

    @Test
    default void aRolledBackWriteInBetweenStopsAnUnfencedWrite() {
        assertStoppedBy(() -> {
            Token writer = Sample.token();
            fence(key(), writer);
            await(store().settle(key(), Sample.rollback(writer)));
        });
    }

    @Test
    default void aWriteOfAnotherKeyOfTheLaneStopsAnUnfencedWrite() {
        EntryKey neighbour = IntStream.range(0, 100_000)
                .mapToObj(i -> key("n" + i))
                .filter(other -> other.lane().equals(key().lane()))
                .findFirst()
                .orElseThrow();

        assertStoppedBy(() -> await(store().invalidate(List.of(neighbour))));
    }

    @Test
    default void aWriteOfAnotherLaneStopsNoUnfencedWrite() {
        EntryKey elsewhere = IntStream.range(0, 100_000)
                .mapToObj(i -> key("e" + i))
                .filter(other -> !other.lane().equals(key().lane()))
                .findFirst()
                .orElseThrow();
        long before = stamp();
        await(store().invalidate(List.of(elsewhere)));

        assertThat(settle(Sample.entry(Sample.token(), "1"), before)).isEqualTo(Outcome.STORED);
    }

    @Test
    default void aFenceThatStandsStopsAnUnfencedWriteAndIsSpoilt() {
        Token writer = Sample.token();
        fence(key(), writer);

        assertThat(settle(Sample.entry(Sample.token(), "1"), stamp())).isEqualTo(Outcome.INVALIDATED);
        assertThat(find(key())).isEqualTo(new Lookup.Fenced());
        assertThat(await(store().settle(key(), Sample.settlement(Sample.entry(writer, "2")))))
                .isEqualTo(Outcome.INVALIDATED);
        assertAbsent(key());
    }

    @Test
    default void anUnfencedRollbackInvalidates() {
        filled(key(), "1");

        assertThat(await(store().settle(key(), Sample.rollback(Sample.token()))))
                .isEqualTo(Outcome.INVALIDATED);
        assertAbsent(key());
    }

    @Test
    default void aWriteWithNeitherFenceNorStampInvalidates() {
        filled(key(), "1");

        assertThat(await(store().settle(key(), Sample.settlement(Sample.entry(Sample.token(), "2")))))
                .isEqualTo(Outcome.INVALIDATED);
        assertAbsent(key());
    }

    private void assertStoppedBy(Runnable other) {
        long before = stamp();
        other.run();

        assertThat(settle(Sample.entry(Sample.token(), "1"), before)).isEqualTo(Outcome.INVALIDATED);
        assertAbsent(key());
    }

    private Outcome settle(Entry entry, long stampBefore) {
        return await(store().settle(key(), Sample.unfenced(entry, stampBefore)));
    }

    private long stamp() {
        return stamp(key().lane());
    }
}
