package dev.cachekit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.spi.Entry;
import dev.cachekit.spi.Lookup;
import dev.cachekit.spi.Settlement;
import dev.cachekit.spi.Settlement.Outcome;
import dev.cachekit.spi.Token;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** {@code settle} with versions: the higher one wins, but never over an invalidation. */
interface VersionContract extends StoreScenario {

    @Test
    default void theHigherVersionReplacesTheLower() {
        long before = stamp(key().lane());
        settle(version(1), before);
        Entry higher = version(2);

        // Stale stamp, no fence: the versions alone decide.
        assertThat(settle(higher, before)).isEqualTo(Outcome.STORED);
        assertHolds(key(), higher);
    }

    @Test
    default void theLowerVersionIsDropped() {
        long before = stamp(key().lane());
        Entry higher = version(2);
        settle(higher, before);

        assertThat(settle(version(1), before)).isEqualTo(Outcome.KEPT_NEWER);
        assertHolds(key(), higher);
    }

    @Test
    default void theLowerVersionIsDroppedWhateverTheStampSays() {
        Entry higher = version(10);
        settle(higher, stamp(key().lane()));

        assertThat(settle(version(9), stamp(key().lane()))).isEqualTo(Outcome.KEPT_NEWER);
        assertHolds(key(), higher);
    }

    @Test
    default void versionsAreComparedAsNumbersToTheLastDigit() {
        Entry lower = version(9_007_199_254_740_992L);
        Entry higher = version(9_007_199_254_740_993L);
        settle(lower, stamp(key().lane()));

        assertThat(settle(higher, null)).isEqualTo(Outcome.STORED);
        assertThat(settle(lower, null)).isEqualTo(Outcome.KEPT_NEWER);
        assertHolds(key(), higher);
    }

    @Test
    default void aVersionedSettlementSentTwiceIsStoredOnce() {
        Entry entry = version(3);
        settle(entry, stamp(key().lane()));

        assertThat(settle(entry, null)).isEqualTo(Outcome.STORED);
        assertHolds(key(), entry);
    }

    @Test
    default void aVersionComparesWithAPutValueToo() {
        await(store().put(key(), version(5), Sample.LONG_TTL));

        assertThat(settle(version(4), null)).isEqualTo(Outcome.KEPT_NEWER);
        assertThat(settle(version(6), null)).isEqualTo(Outcome.STORED);
    }

    @Test
    default void aVersionUnderItsOwnFenceIsStored() {
        Entry entry = version(1);
        fence(key(), entry.token());

        assertThat(settle(entry, null)).isEqualTo(Outcome.STORED);
        assertHolds(key(), entry);
    }

    @Test
    default void ofTwoVersionsThatOverlapTheHigherIsStoredByTheLastToLeave() {
        Entry lower = fencedVersion(1);
        Entry higher = fencedVersion(2);

        assertThat(settle(lower, null)).isEqualTo(Outcome.INVALIDATED);
        assertThat(find(key())).isEqualTo(new Lookup.Fenced());
        assertThat(settle(higher, null)).isEqualTo(Outcome.STORED);
        assertHolds(key(), higher);
    }

    @Test
    default void ofTwoVersionsThatOverlapTheHigherIsStoredWhenTheLowerLeavesLast() {
        Entry lower = fencedVersion(1);
        Entry higher = fencedVersion(2);

        assertThat(settle(higher, null)).isEqualTo(Outcome.INVALIDATED);
        assertThat(find(key())).isEqualTo(new Lookup.Fenced());
        assertThat(settle(lower, null)).isEqualTo(Outcome.KEPT_NEWER);
        assertHolds(key(), higher);
    }

    @Test
    default void ofAChainOfVersionsTheHighestIsStored() {
        Entry first = fencedVersion(8);
        Entry second = fencedVersion(9);
        settle(second, null);
        Entry third = fencedVersion(10);
        settle(third, null);
        Entry fourth = fencedVersion(7);
        settle(fourth, null);

        assertThat(settle(first, null)).isEqualTo(Outcome.KEPT_NEWER);
        assertHolds(key(), third);
    }

    @Test
    default void theHighestVersionLivesAsLongAsItsWriterSaid() {
        Entry lower = fencedVersion(1);
        Entry higher = fencedVersion(2);
        await(store().settle(key(), new Settlement(higher.token(), higher, Sample.SHORT_TTL, null)));
        settle(lower, null);
        assertHolds(key(), higher);

        passTime(Sample.SHORT);

        assertAbsent(key());
    }

    @Test
    default void aVersionLowerThanTheStoredOneIsNotStoredByAFencedWriter() {
        settle(version(10), stamp(key().lane()));
        Entry late = fencedVersion(9);

        assertThat(settle(late, null)).isEqualTo(Outcome.INVALIDATED);
        assertAbsent(key());
    }

    @Test
    default void aVersionLowerThanTheStoredOneDoesNotBeatAHigherThatWaits() {
        settle(version(10), stamp(key().lane()));
        Entry late = fencedVersion(9);
        Entry higher = fencedVersion(11);
        Entry last = fencedVersion(8);
        settle(late, null);
        settle(higher, null);

        assertThat(settle(last, null)).isEqualTo(Outcome.KEPT_NEWER);
        assertHolds(key(), higher);
    }

    @Test
    default void theStoredVersionIsRememberedWhileWritersFollowEachOther() {
        settle(version(10), stamp(key().lane()));
        Entry first = fencedVersion(9);
        Entry second = fencedVersion(8);
        settle(first, null);

        assertThat(settle(second, null)).isEqualTo(Outcome.INVALIDATED);
        assertAbsent(key());
    }

    @Test
    default void howeverManyVersionsHaveLeftTheHighestIsStored() {
        Entry inside = fencedVersion(0);
        Entry highest = version(1_000);
        for (int i = 1; i <= 200; i++) {
            Entry passing = i == 100 ? highest : version(i);
            fence(key(), passing.token());
            settle(passing, null);
        }

        assertThat(settle(inside, null)).isEqualTo(Outcome.KEPT_NEWER);
        assertHolds(key(), highest);
    }

    @Test
    default void aVersionThatLeftSentAgainChangesNothing() {
        Entry lower = fencedVersion(1);
        Entry middle = fencedVersion(2);
        Entry higher = fencedVersion(3);
        settle(lower, null);
        settle(higher, null);

        assertThat(settle(lower, null)).isEqualTo(Outcome.INVALIDATED);
        assertThat(settle(higher, null)).isEqualTo(Outcome.INVALIDATED);
        assertThat(settle(middle, null)).isEqualTo(Outcome.KEPT_NEWER);
        assertHolds(key(), higher);
    }

    @Test
    default void aVersionThatMetAWriterWithoutOneIsNotStored() {
        Entry entry = fencedVersion(1);
        Entry without = Sample.entry(Sample.token(), "1");
        fence(key(), without.token());
        settle(entry, null);

        assertThat(settle(without, null)).isEqualTo(Outcome.INVALIDATED);
        assertAbsent(key());
    }

    @Test
    default void aWriterWithoutVersionSpoilsTheVersionStillInside() {
        Entry entry = fencedVersion(1);
        Entry without = Sample.entry(Sample.token(), "1");
        fence(key(), without.token());
        settle(without, null);

        assertThat(settle(entry, null)).isEqualTo(Outcome.INVALIDATED);
        assertAbsent(key());
    }

    @Test
    default void aRollbackSpoilsTheVersionsThatItMet() {
        Entry left = fencedVersion(1);
        Entry inside = fencedVersion(2);
        Token rolledBack = Sample.token();
        fence(key(), rolledBack);
        settle(left, null);
        await(store().settle(key(), Sample.rollback(rolledBack)));

        // the transaction may have committed a part of what the write did
        assertThat(settle(inside, null)).isEqualTo(Outcome.INVALIDATED);
        assertAbsent(key());
    }

    @Test
    default void aVersionThatMetAWriterWhoseWindowPassedIsNotStored() {
        await(store().fence(key(), Sample.token(), Sample.SHORT));
        Entry entry = fencedVersion(1);
        passTime(Sample.SHORT);

        assertThat(settle(entry, null)).isEqualTo(Outcome.INVALIDATED);
        assertAbsent(key());
    }

    @Test
    default void aVersionThatLeftEndsWithTheWindowOfTheLastInside() {
        Entry entry = fencedVersion(1);
        await(store().fence(key(), Sample.token(), Sample.SHORT));
        settle(entry, null);
        passTime(Sample.SHORT);

        assertAbsent(key());
        granted(key());
    }

    @Test
    default void aVersionThatLeftIsForgottenByAnInvalidation() {
        Entry higher = fencedVersion(2);
        Entry lower = fencedVersion(1);
        settle(higher, null);
        await(store().invalidate(List.of(key())));

        assertThat(find(key())).isEqualTo(new Lookup.Fenced());
        assertThat(settle(lower, null)).isEqualTo(Outcome.INVALIDATED);
        assertAbsent(key());
    }

    @Test
    default void aVersionThatLeftIsForgottenByAClear() {
        Entry higher = fencedVersion(2);
        Entry lower = fencedVersion(1);
        settle(higher, null);
        await(store().clear(key().space()));

        assertThat(settle(lower, null)).isEqualTo(Outcome.INVALIDATED);
        assertAbsent(key());
    }

    @Test
    default void aVersionThatLeftStaysWhenAnotherEntersAfterwards() {
        Entry higher = fencedVersion(2);
        Entry lower = fencedVersion(1);
        settle(higher, null);
        Entry lowest = fencedVersion(0);
        settle(lower, null);

        assertThat(settle(lowest, null)).isEqualTo(Outcome.KEPT_NEWER);
        assertHolds(key(), higher);
    }

    @Test
    default void aVersionAgainstAnothersFenceInvalidates() {
        fence(key(), Sample.token());

        assertThat(settle(version(1), stamp(key().lane()))).isEqualTo(Outcome.INVALIDATED);
        assertThat(find(key())).isEqualTo(new Lookup.Fenced());
    }

    @Test
    default void aVersionIsNotStoredAfterAnInvalidationInBetween() {
        long before = stamp(key().lane());
        settle(version(1), before);
        await(store().invalidate(List.of(key())));

        assertThat(settle(version(2), before)).isEqualTo(Outcome.INVALIDATED);
        assertAbsent(key());
    }

    @Test
    default void aVersionWhoseFenceWasInvalidatedIsNotStored() {
        Entry entry = version(2);
        fence(key(), entry.token());
        await(store().invalidate(List.of(key())));

        assertThat(settle(entry, null)).isEqualTo(Outcome.INVALIDATED);
        assertAbsent(key());
    }

    @Test
    default void aVersionDoesNotWinOverALoadedValueWithoutOne() {
        filled(key(), "\"loaded\"");

        assertThat(settle(version(7), null)).isEqualTo(Outcome.INVALIDATED);
        assertAbsent(key());
    }

    @Test
    default void aWriteWithoutVersionDoesNotCompare() {
        settle(version(7), stamp(key().lane()));
        Token writer = Sample.token();

        assertThat(settle(Sample.entry(writer, "1"), null)).isEqualTo(Outcome.INVALIDATED);
        assertAbsent(key());
    }

    @Test
    default void aRollbackRemovesAVersionedValue() {
        settle(version(7), stamp(key().lane()));

        await(store().settle(key(), Sample.rollback(Sample.token())));

        assertAbsent(key());
    }

    private Outcome settle(Entry entry, @Nullable Long stampBefore) {
        return await(store().settle(key(), new Settlement(entry.token(), entry, Sample.LONG_TTL, stampBefore)));
    }

    private Entry fencedVersion(long version) {
        Entry entry = version(version);
        fence(key(), entry.token());
        return entry;
    }

    private static Entry version(long version) {
        return Sample.entry(Sample.token(), "{\"version\":" + version + "}", version);
    }
}
