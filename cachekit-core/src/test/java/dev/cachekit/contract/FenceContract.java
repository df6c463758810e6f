package dev.cachekit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.Expiry;
import dev.cachekit.spi.Entry;
import dev.cachekit.spi.LeaseReply;
import dev.cachekit.spi.Lookup;
import dev.cachekit.spi.Settlement.Outcome;
import dev.cachekit.spi.Token;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code fence} and {@code settle} of fenced writes: the only writer stores, writers that overlap invalidate. */
interface FenceContract extends StoreScenario {

    @Test
    default void aSingleWriterStores() {
        Token writer = fenced();

        assertHolds(key(), stored(writer));
    }

    @Test
    default void aFenceRemovesTheValue() {
        filled(key(), "1");

        fenced();

        assertThat(find(key())).isEqualTo(new Lookup.Fenced());
    }

    @Test
    default void aFenceSentTwiceIsOneWriter() {
        Token writer = fenced();
        fence(key(), writer);

        assertHolds(key(), stored(writer));
    }

    @Test
    default void aSettlementSentTwiceIsStoredOnce() {
        Token writer = fenced();
        Entry entry = stored(writer);

        assertThat(settle(writer)).isEqualTo(Outcome.STORED);
        assertHolds(key(), entry);
    }

    @Test
    default void aSettlementSentAgainAfterAnInvalidationStoresNothing() {
        Token writer = fenced();
        stored(writer);
        await(store().invalidate(List.of(key())));

        assertThat(settle(writer)).isEqualTo(Outcome.INVALIDATED);
        assertAbsent(key());
    }

    @Test
    default void overlappingWritersBothInvalidate() {
        Token first = fenced();
        Token second = fenced();

        assertThat(settle(first)).isEqualTo(Outcome.INVALIDATED);
        assertThat(find(key())).isEqualTo(new Lookup.Fenced());
        assertThat(settle(second)).isEqualTo(Outcome.INVALIDATED);
        assertAbsent(key());
    }

    @Test
    default void overlappingWritersBothInvalidateInTheOtherOrder() {
        Token first = fenced();
        Token second = fenced();

        assertThat(settle(second)).isEqualTo(Outcome.INVALIDATED);
        assertThat(find(key())).isEqualTo(new Lookup.Fenced());
        assertThat(settle(first)).isEqualTo(Outcome.INVALIDATED);
        assertAbsent(key());
    }

    @Test
    default void aChainOfOverlapsInvalidatesToItsEnd() {
        Token first = fenced();
        Token second = fenced();
        settle(first);
        Token third = fenced();

        assertThat(settle(second)).isEqualTo(Outcome.INVALIDATED);
        assertThat(settle(third)).isEqualTo(Outcome.INVALIDATED);
        assertAbsent(key());
    }

    @Test
    default void anOverlapWithARolledBackWriterInvalidates() {
        Token first = fenced();
        Token second = fenced();
        await(store().settle(key(), Sample.rollback(second)));

        assertThat(settle(first)).isEqualTo(Outcome.INVALIDATED);
        assertAbsent(key());
    }

    @Test
    default void writersThatFollowEachOtherStore() {
        stored(fenced());

        assertHolds(key(), stored(fenced()));
    }

    @Test
    default void aRolledBackWriteLeavesNothing() {
        Token writer = fenced();

        assertThat(await(store().settle(key(), Sample.rollback(writer)))).isEqualTo(Outcome.INVALIDATED);

        assertAbsent(key());
        granted(key());
    }

    @Test
    default void aWriteThatOutlastedItsWindowInvalidates() {
        Token writer = shortlyFenced();
        passTime(Sample.SHORT);

        assertThat(settle(writer)).isEqualTo(Outcome.INVALIDATED);
        assertAbsent(key());
    }

    @Test
    default void aWriteThatOutlastedItsWindowRemovesWhatWasFilledMeanwhile() {
        Token writer = shortlyFenced();
        passTime(Sample.SHORT);
        filled(key(), "\"old\"");

        assertThat(settle(writer)).isEqualTo(Outcome.INVALIDATED);
        assertAbsent(key());
    }

    @Test
    default void aWriteThatOutlastedItsWindowSpoilsTheWriteUnderWay() {
        Token late = shortlyFenced();
        passTime(Sample.SHORT);
        Token other = fenced();

        assertThat(settle(late)).isEqualTo(Outcome.INVALIDATED);
        assertThat(find(key())).isEqualTo(new Lookup.Fenced());
        // The late one may have committed after the other.
        assertThat(settle(other)).isEqualTo(Outcome.INVALIDATED);
        assertAbsent(key());
    }

    @Test
    default void aFenceEndsWithItsWindow() {
        shortlyFenced();

        passTime(Sample.SHORT);

        assertAbsent(key());
        granted(key());
    }

    @Test
    default void aWindowThatPassedEndsNoOtherFence() {
        shortlyFenced();
        Token other = fenced();

        passTime(Sample.SHORT);

        assertThat(find(key())).isEqualTo(new Lookup.Fenced());
        settle(other);
        assertAbsent(key());
    }

    @Test
    default void aLongWindowOutlastsALaterShortOne() {
        fenced();
        shortlyFenced();

        passTime(Sample.SHORT);

        assertThat(find(key())).isEqualTo(new Lookup.Fenced());
    }

    @Test
    default void aWriteWhoseFenceWasPutAwayInvalidates() {
        Token writer = fenced();
        await(store().put(key(), Sample.entry(Sample.token(), "1"), Sample.LONG_TTL));

        assertThat(settle(writer)).isEqualTo(Outcome.INVALIDATED);
        assertAbsent(key());
    }

    @Test
    default void theNameOfAFenceChangesWhenAWriterEnters() {
        fenced();
        Token before = fenceName();

        fenced();

        assertThat(fenceName()).isNotEqualTo(before);
    }

    @Test
    default void theNameOfAFenceChangesWhenAWriterLeaves() {
        fenced();
        Token alone = fenceName();
        Token second = fenced();
        Token both = fenceName();

        settle(second);

        assertThat(fenceName()).isNotIn(alone, both);
    }

    @Test
    default void theNameOfAFenceChangesWithEveryWrite() {
        Token first = fenced();
        Token name = fenceName();
        settle(first);
        await(store().invalidate(List.of(key())));

        fenced();

        assertThat(fenceName()).isNotEqualTo(name);
    }

    @Test
    default void theNameOfAFenceStaysWhileNothingHappens() {
        fenced();

        assertThat(fenceName()).isEqualTo(fenceName());
    }

    @Test
    default void aFenceIsNoValueWithALifetime() {
        fenced();

        assertThat(await(store().ttl(key()))).isEqualTo(new Expiry.Absent());
        assertThat(await(store().expire(key(), Sample.LONG_TTL))).isFalse();
    }

    private Token fenced() {
        Token writer = Sample.token();
        fence(key(), writer);
        return writer;
    }

    private Token shortlyFenced() {
        Token writer = Sample.token();
        await(store().fence(key(), writer, Sample.SHORT));
        return writer;
    }

    private Outcome settle(Token writer) {
        return await(store().settle(key(), Sample.settlement(Sample.entry(writer, "\"written\""))));
    }

    private Entry stored(Token writer) {
        assertThat(settle(writer)).isEqualTo(Outcome.STORED);
        return Sample.entry(writer, "\"written\"");
    }

    private Token fenceName() {
        return ((LeaseReply.Fenced) lease(key(), Sample.token())).fence();
    }
}
