package dev.cachekit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.spi.Entry;
import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.LeaseReply;
import dev.cachekit.spi.Lookup;
import dev.cachekit.spi.Settlement.Outcome;
import dev.cachekit.spi.Token;
import org.junit.jupiter.api.Test;

/** Fences and {@code clear}: they outlive it, and their writers store nothing. */
interface ClearedFenceContract extends StoreScenario {

    @Test
    default void clearKeepsFences() {
        fence(key(), Sample.token());

        clear();

        assertThat(find(key())).isEqualTo(new Lookup.Fenced());
        assertThat(lease(key(), Sample.token())).isInstanceOf(LeaseReply.Fenced.class);
    }

    @Test
    default void aWriterInsideDuringAClearStoresNothing() {
        Token writer = fencedThenCleared();

        assertStoresNothing(writer);
        assertAbsent(key());
        granted(key());
    }

    @Test
    default void aFenceSentAgainAfterAClearIsTheSameWriter() {
        Token writer = fencedThenCleared();
        fence(key(), writer);

        assertStoresNothing(writer);
        assertAbsent(key());
    }

    @Test
    default void aWriterThatEntersAFenceFromBeforeAClearStoresNothing() {
        Token inside = fencedThenCleared();
        Token later = Sample.token();
        fence(key(), later);

        assertStoresNothing(inside);
        assertThat(find(key())).isEqualTo(new Lookup.Fenced());
        assertStoresNothing(later);
        assertAbsent(key());
    }

    @Test
    default void aWriterOnAFenceFromBeforeAClearLeavesTheOthersInside() {
        Token inside = fencedThenCleared();
        Token later = Sample.token();
        fence(key(), later);

        assertStoresNothing(later);
        assertThat(find(key())).isEqualTo(new Lookup.Fenced());
        assertStoresNothing(inside);
        assertAbsent(key());
    }

    @Test
    default void aWriterAfterAClearedFenceStores() {
        assertStoresNothing(fencedThenCleared());
        Entry entry = Sample.entry(Sample.token(), "1");
        fence(key(), entry.token());

        assertThat(settle(key(), entry)).isEqualTo(Outcome.STORED);
        assertHolds(key(), entry);
    }

    @Test
    default void aFenceFromBeforeAClearEndsWithItsWindow() {
        await(store().fence(key(), Sample.token(), Sample.SHORT));
        clear();

        passTime(Sample.SHORT);

        assertAbsent(key());
        granted(key());
    }

    @Test
    default void theNameOfAFenceChangesWithEachClear() {
        fence(key(), Sample.token());
        Token first = fenceName();
        clear();
        Token second = fenceName();
        clear();

        assertThat(fenceName()).isNotIn(first, second);
        assertThat(second).isNotEqualTo(first);
    }

    private Token fencedThenCleared() {
        Token writer = Sample.token();
        fence(key(), writer);
        clear();
        return writer;
    }

    private void clear() {
        await(store().clear(space()));
    }

    private Outcome settle(EntryKey key, Entry entry) {
        return await(store().settle(key, Sample.settlement(entry)));
    }

    private void assertStoresNothing(Token writer) {
        assertThat(settle(key(), Sample.entry(writer, "\"written\""))).isEqualTo(Outcome.INVALIDATED);
    }

    private Token fenceName() {
        return ((LeaseReply.Fenced) lease(key(), Sample.token())).fence();
    }
}
