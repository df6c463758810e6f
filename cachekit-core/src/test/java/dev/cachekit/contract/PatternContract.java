package dev.cachekit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.spi.CacheSpace;
import dev.cachekit.spi.Entry;
import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.Lane;
import dev.cachekit.spi.LaneStamps;
import dev.cachekit.spi.Lookup;
import dev.cachekit.spi.Settlement.Outcome;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code invalidatePattern}: what the glob names, all of it, and nothing else. */
interface PatternContract extends StoreScenario {

    @Test
    default void aStarMatchesAnyText() {
        assertRemoves("a*c", List.of("ac", "abc", "a/b:c", "abcc"), List.of("a", "abcd", "xac"));
    }

    @Test
    default void aStarAloneMatchesEveryKey() {
        assertRemoves("*", List.of("", "a", "a:b", "ä€😀", "a b\n"), List.of());
    }

    @Test
    default void aQuestionMarkMatchesOneCharacter() {
        assertRemoves("a?c", List.of("abc", "a?c", "a*c"), List.of("ac", "abbc"));
    }

    @Test
    default void bracketsMatchOneOfTheirCharacters() {
        assertRemoves("k[a-cx]", List.of("ka", "kb", "kc", "kx"), List.of("kd", "k", "kab", "k-", "k[a-cx]"));
    }

    @Test
    default void bracketsWithACaretMatchAllOtherCharacters() {
        assertRemoves("k[^a-c]", List.of("kd", "k^"), List.of("ka", "kc", "k"));
    }

    @Test
    default void aPatternWithoutWildcardsMatchesOneText() {
        assertRemoves("a.c", List.of("a.c"), List.of("abc", "a.cd"));
    }

    @Test
    default void aBackslashTakesTheNextCharacterLiterally() {
        assertRemoves("a\\*c", List.of("a*c"), List.of("abc", "a\\c", "a\\*c"));
        assertRemoves("b\\?c", List.of("b?c"), List.of("bxc"));
        assertRemoves("d\\[x]", List.of("d[x]"), List.of("dx"));
        assertRemoves("e\\\\f", List.of("e\\f"), List.of("e\\\\f"));
    }

    @Test
    default void wildcardsWithinKeysAreNoPatterns() {
        Entry matched = filled(key("ab"), "1");
        for (String text : List.of("*", "a*", "a?", "[a-z]b", "\\a\\b")) {
            filled(key(text), "2");
            await(store().invalidate(List.of(key(text))));
            assertAbsent(key(text));
        }

        assertHolds(key("ab"), matched);
    }

    @Test
    default void otherCachesWithACommonStartStay() {
        CacheSpace user = new CacheSpace(space().app(), "user", "user");
        List<EntryKey> others = keysIn(
                new CacheSpace(space().app(), "users", "users"),
                new CacheSpace(space().app(), "superuser", "superuser"),
                new CacheSpace(space().app() + "2", "user", "user"),
                new CacheSpace(space().app(), "user", "user2"));
        EntryKey own = new EntryKey(user, "42");
        others.forEach(key -> filled(key, "1"));
        filled(own, "1");

        assertThat(await(store().invalidatePattern(user, "*"))).isEqualTo(1);

        assertAbsent(own);
        assertThat(await(store().findAll(others)).values()).allMatch(Lookup.Hit.class::isInstance);
    }

    @Test
    default void wildcardsWithinTheNamesOfACacheAreNoPatterns() {
        CacheSpace starred = new CacheSpace(space().app(), "u*r", "u*r");
        CacheSpace ranged = new CacheSpace(space().app(), "[a-z]ser", "[a-z]ser");
        List<EntryKey> others =
                keysIn(new CacheSpace(space().app(), "user", "user"), new CacheSpace(space().app(), "upper", "upper"));
        List<EntryKey> own = keysIn(starred, ranged);
        others.forEach(key -> filled(key, "1"));
        own.forEach(key -> filled(key, "1"));

        assertThat(await(store().invalidatePattern(starred, "*"))).isEqualTo(1);
        assertThat(await(store().invalidatePattern(ranged, "*"))).isEqualTo(1);

        assertThat(await(store().findAll(own)).values()).containsOnly(new Lookup.Absent());
        assertThat(await(store().findAll(others)).values()).allMatch(Lookup.Hit.class::isInstance);
    }

    @Test
    default void removesThousandsOfKeysInAllLanes() {
        for (int i = 0; i < 3_000; i++) {
            await(store().put(key("n" + i), Sample.entry(Sample.token(), "1"), Sample.LONG_TTL));
        }
        Entry other = filled(key("other"), "1");

        assertThat(await(store().invalidatePattern(space(), "n*"))).isEqualTo(3_000);

        assertThat(await(store().invalidatePattern(space(), "n*"))).isZero();
        assertHolds(key("other"), other);
    }

    @Test
    default void aPatternRaisesTheStampsOfAllLanesThoughNothingWasThere() {
        LaneStamps before = await(store().stamps());

        await(store().invalidatePattern(space(), "nothing*"));

        LaneStamps after = await(store().stamps());
        assertThat(Lane.all()).allSatisfy(lane -> assertThat(after.of(lane)).isGreaterThan(before.of(lane)));
    }

    @Test
    default void anUnfencedWriteFromBeforeAPatternStoresNothing() {
        long before = stamp(key().lane());

        await(store().invalidatePattern(space(), "*"));

        Entry written = Sample.entry(Sample.token(), "1");
        assertThat(await(store().settle(key(), Sample.unfenced(written, before))))
                .isEqualTo(Outcome.INVALIDATED);
        assertAbsent(key());
    }

    private void assertRemoves(String glob, List<String> matching, List<String> others) {
        matching.forEach(text -> filled(key(text), "1"));
        others.forEach(text -> filled(key(text), "2"));

        assertThat(await(store().invalidatePattern(space(), glob))).as(glob).isEqualTo(matching.size());

        matching.forEach(text -> assertAbsent(key(text)));
        others.forEach(text -> assertThat(find(key(text))).as(text).isInstanceOf(Lookup.Hit.class));
    }

    private static List<EntryKey> keysIn(CacheSpace... spaces) {
        return Arrays.stream(spaces).map(space -> new EntryKey(space, "42")).toList();
    }
}
