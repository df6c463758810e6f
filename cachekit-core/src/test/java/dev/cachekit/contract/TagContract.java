package dev.cachekit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.Expiry;
import dev.cachekit.spi.CacheSpace;
import dev.cachekit.spi.Entry;
import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.Lane;
import dev.cachekit.spi.LeaseReply;
import dev.cachekit.spi.LeaseRequest;
import dev.cachekit.spi.Lookup;
import dev.cachekit.spi.Tagging;
import dev.cachekit.spi.Token;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Tags: a value is valid while none of its tags was invalidated after the clock was read, before its load. */
interface TagContract extends StoreScenario {

    @Test
    default void aTaggedValueComesBackWithItsTags() {
        Entry entry = tagged(key(), clock(), "hot", "ä b:c");

        assertHolds(key(), entry);
        assertThat(SeenEntry.in(lease(key(), Sample.token()))).isEqualTo(SeenEntry.of(entry));
    }

    @Test
    default void aTagRemovesWhatCarriesIt() {
        tagged(key("a"), clock(), "hot");
        tagged(key("b"), clock(), "cold", "hot");
        Entry other = tagged(key("c"), clock(), "cold");
        Entry untagged = filled(key("d"), "1");

        invalidateTags("hot");

        assertAbsent(key("a"));
        assertAbsent(key("b"));
        assertHolds(key("c"), other);
        assertHolds(key("d"), untagged);
    }

    @Test
    default void severalTagsAreInvalidatedTogether() {
        tagged(key("a"), clock(), "red");
        tagged(key("b"), clock(), "green");
        Entry other = tagged(key("c"), clock(), "blue");

        invalidateTags("red", "green");

        assertAbsent(key("a"));
        assertAbsent(key("b"));
        assertHolds(key("c"), other);
    }

    @Test
    default void aTagNobodyCarriesRemovesNothing() {
        Entry entry = tagged(key(), clock(), "hot");

        invalidateTags("HOT", "ho", "hot ", "ot");

        assertHolds(key(), entry);
    }

    @Test
    default void tagsMayLookLikeThePartsOfATable() {
        Entry entry = tagged(key(), clock(), "#f", "#c", "1");
        assertHolds(key(), entry);

        invalidateTags("#c");

        assertAbsent(key());
    }

    @Test
    default void aValueLoadedAfterTheInvalidationIsValid() {
        invalidateTags("hot");

        assertHolds(key(), tagged(key(), clock(), "hot"));
    }

    @Test
    default void aValueWhoseLoadBeganBeforeTheInvalidationIsNot() {
        long before = clock();
        Token loader = granted(key());
        invalidateTags("hot");

        fill(key(), Sample.entry(loader, "\"old\"").withTags(Tagging.of(before, List.of("hot"))));

        assertAbsent(key());
    }

    @Test
    default void aTagKnownOnlyFromTheResultIsCheckedToo() {
        long before = clock();
        Token loader = granted(key());
        invalidateTags("unknown so far");

        fill(key(), Sample.entry(loader, "1").withTags(Tagging.of(before, List.of("unknown so far", "hot"))));

        assertAbsent(key());
    }

    @Test
    default void theClockGrowsWithEachInvalidation() {
        long first = clock();
        invalidateTags("hot");
        long second = clock();
        invalidateTags("hot");

        assertThat(first).isPositive();
        assertThat(second).isGreaterThan(first);
        assertThat(clock()).isGreaterThan(second);
    }

    @Test
    default void theClockStandsWhileNothingIsInvalidated() {
        assertThat(clock()).isEqualTo(clock());
    }

    @Test
    default void aValueWhoseClockWasNeverReadIsNotServed() {
        await(store().put(key(), entry(0, "hot"), Sample.LONG_TTL));

        assertAbsent(key());
    }

    @Test
    default void tagsOfAnotherCacheAreOthers() {
        CacheSpace elsewhere = new CacheSpace(space().app(), "orders", "orders");
        Entry entry = tagged(key(), clock(), "hot");

        await(store().invalidateTags(elsewhere, List.of("hot")));

        assertHolds(key(), entry);
    }

    @Test
    default void everyWayOfStoringKnowsTags() {
        await(store().put(key("put"), entry(clock(), "hot"), Sample.LONG_TTL));
        await(store().putIfAbsent(key("absent"), entry(clock(), "hot"), Sample.LONG_TTL));
        Entry written = entry(clock(), "hot");
        fence(key("settled"), written.token());
        await(store().settle(key("settled"), Sample.settlement(written)));
        List<EntryKey> keys = List.of(key("put"), key("absent"), key("settled"));
        assertThat(await(store().findAll(keys)).values()).allMatch(Lookup.Hit.class::isInstance);

        invalidateTags("hot");

        assertThat(await(store().findAll(keys)).values()).containsOnly(new Lookup.Absent());
    }

    @Test
    default void findsTaggedValuesOfManyLanes() {
        long clock = clock();
        List<EntryKey> keys =
                IntStream.range(0, 200).mapToObj(i -> key("k" + i)).toList();
        keys.forEach(key -> tagged(key, clock, key.text(), "all"));

        invalidateTags("k7", "k8");

        assertThat(await(store().findAll(keys))).allSatisfy((key, found) -> {
            boolean removed = List.of("k7", "k8").contains(key.text());
            assertThat(found).isInstanceOf(removed ? Lookup.Absent.class : Lookup.Hit.class);
        });
    }

    @Test
    default void aLeaseIsGrantedOverAValueWhoseTagWasInvalidated() {
        tagged(key(), clock(), "hot");
        invalidateTags("hot");
        Token loader = granted(key());

        Entry fresh = Sample.entry(loader, "\"new\"").withTags(Tagging.of(clock(), List.of("hot")));
        assertThat(fill(key(), fresh)).isTrue();
        assertHolds(key(), fresh);
    }

    @Test
    default void aValueWhoseTagWasInvalidatedIsNotInTheWayOfAPutIfAbsent() {
        tagged(key(), clock(), "hot");
        invalidateTags("hot");
        Entry entry = Sample.entry(Sample.token(), "2");

        assertThat(await(store().putIfAbsent(key(), entry, Sample.LONG_TTL))).isTrue();
        assertHolds(key(), entry);
    }

    @Test
    default void aValueWhoseTagWasInvalidatedHasNoLifetime() {
        tagged(key(), clock(), "hot");
        invalidateTags("hot");

        assertThat(await(store().ttl(key()))).isEqualTo(new Expiry.Absent());
        assertThat(await(store().expire(key(), Sample.LONG_TTL))).isFalse();
        assertAbsent(key());
    }

    @Test
    default void aReloadTakesTheTagsOfItsOwnLoad() {
        Entry old = tagged(key(), clock(), "old");
        LeaseReply reply =
                await(store().lease(key(), new LeaseRequest(Sample.token(), Sample.LONG, null, old.token())));
        assertThat(reply).isEqualTo(new LeaseReply.Granted());
        assertHolds(key(), old);

        invalidateTags("old");

        assertAbsent(key());
    }

    @Test
    default void aTagRaisesTheStampOfTheHomeLane() {
        Lane home = Lane.home(space().cache());
        long before = stamp(home);

        invalidateTags("hot");

        assertThat(stamp(home)).isGreaterThan(before);
    }

    @Test
    default void aClearRemovesTaggedValuesToo() {
        tagged(key(), clock(), "hot");

        await(store().clear(space()));

        assertAbsent(key());
        assertHolds(key(), tagged(key(), clock(), "hot"));
    }

    private long clock() {
        return await(store().tagClock(space()));
    }

    private void invalidateTags(String... tags) {
        Collection<String> names = List.of(tags);
        await(store().invalidateTags(space(), names));
    }

    private Entry tagged(EntryKey key, long clock, String... tags) {
        Entry entry = Sample.entry(granted(key), "1").withTags(Tagging.of(clock, List.of(tags)));
        assertThat(fill(key, entry)).isTrue();
        return entry;
    }

    private static Entry entry(long clock, String... tags) {
        return Sample.entry(Sample.token(), "1").withTags(Tagging.of(clock, List.of(tags)));
    }
}
