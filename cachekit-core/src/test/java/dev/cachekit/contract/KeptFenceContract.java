package dev.cachekit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.spi.Entry;
import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.LeaseReply;
import dev.cachekit.spi.Lookup;
import dev.cachekit.spi.Settlement.Outcome;
import dev.cachekit.spi.Token;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Fences and invalidations: a fence is the intent of a writer and outlives whatever others remove, but the writer stores
 * nothing any more. Nobody knows whether the database saw it before or after the change that was invalidated.
 */
interface KeptFenceContract extends StoreScenario {

    @Test
    default void anInvalidationKeepsAFence() {
        fencedThenInvalidated(key());

        assertThat(find(key())).isEqualTo(new Lookup.Fenced());
        assertThat(lease(key(), Sample.token())).isInstanceOf(LeaseReply.Fenced.class);
    }

    @Test
    default void aWriterInsideDuringAnInvalidationStoresNothing() {
        Token writer = fencedThenInvalidated(key());

        assertStoresNothing(writer);
        assertAbsent(key());
        granted(key());
    }

    @Test
    default void aWriterInsideDuringAnInvalidationMayRollBack() {
        Token writer = fencedThenInvalidated(key());

        await(store().settle(key(), Sample.rollback(writer)));

        assertAbsent(key());
    }

    @Test
    default void aFenceSentAgainAfterAnInvalidationIsTheSameWriter() {
        Token writer = fencedThenInvalidated(key());
        fence(key(), writer);

        assertStoresNothing(writer);
        assertAbsent(key());
    }

    @Test
    default void aWriterThatEntersAnInvalidatedFenceStoresNothing() {
        Token inside = fencedThenInvalidated(key());
        Token later = Sample.token();
        fence(key(), later);

        assertStoresNothing(later);
        assertThat(find(key())).isEqualTo(new Lookup.Fenced());
        assertStoresNothing(inside);
        assertAbsent(key());
    }

    @Test
    default void aWriterAfterAnInvalidatedFenceStores() {
        assertStoresNothing(fencedThenInvalidated(key()));
        Entry entry = Sample.entry(Sample.token(), "1");
        fence(key(), entry.token());

        assertThat(await(store().settle(key(), Sample.settlement(entry)))).isEqualTo(Outcome.STORED);
        assertHolds(key(), entry);
    }

    @Test
    default void anInvalidatedFenceEndsWithItsWindow() {
        await(store().fence(key(), Sample.token(), Sample.SHORT));
        invalidate(key());

        passTime(Sample.SHORT);

        assertAbsent(key());
        granted(key());
    }

    @Test
    default void theNameOfAFenceChangesWhenItsKeyIsInvalidated() {
        fence(key(), Sample.token());
        Token before = fenceName();

        invalidate(key());

        assertThat(fenceName()).isNotEqualTo(before);
    }

    @Test
    default void theNameOfAFenceChangesWithEachInvalidation() {
        fencedThenInvalidated(key());
        Token before = fenceName();

        invalidate(key());

        assertThat(fenceName()).isNotEqualTo(before);
    }

    @Test
    default void aPatternRemovesLeasesAndKeepsFences() {
        Token loader = granted(key("leased"));
        fence(key("fenced"), Sample.token());

        assertThat(await(store().invalidatePattern(space(), "*ed"))).isEqualTo(1);

        assertThat(fill(key("leased"), Sample.entry(loader, "1"))).isFalse();
        assertAbsent(key("leased"));
        assertThat(find(key("fenced"))).isEqualTo(new Lookup.Fenced());
    }

    @Test
    default void aWriterInsideDuringAPatternInvalidationStoresNothing() {
        Token writer = Sample.token();
        fence(key(), writer);

        await(store().invalidatePattern(space(), "4?"));

        assertStoresNothing(writer);
        assertAbsent(key());
    }

    private Token fencedThenInvalidated(EntryKey key) {
        Token writer = Sample.token();
        fence(key, writer);
        invalidate(key);
        return writer;
    }

    private void invalidate(EntryKey key) {
        await(store().invalidate(List.of(key)));
    }

    private void assertStoresNothing(Token writer) {
        assertThat(await(store().settle(key(), Sample.settlement(Sample.entry(writer, "\"written\"")))))
                .isEqualTo(Outcome.INVALIDATED);
    }

    private Token fenceName() {
        return ((LeaseReply.Fenced) lease(key(), Sample.token())).fence();
    }
}
