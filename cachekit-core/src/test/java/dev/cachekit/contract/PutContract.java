package dev.cachekit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.spi.Entry;
import dev.cachekit.spi.Settlement.Outcome;
import dev.cachekit.spi.Token;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code put} and {@code putIfAbsent}. */
interface PutContract extends StoreScenario {

    @Test
    default void putStoresUnderAnAbsentKey() {
        assertHolds(key(), put("1"));
    }

    @Test
    default void putReplacesAValue() {
        put("1");

        assertHolds(key(), put("2"));
    }

    @Test
    default void putReplacesAValueOfAHigherVersion() {
        await(store().put(key(), Sample.entry(Sample.token(), "1", 7L), Sample.LONG_TTL));

        assertHolds(key(), put("2"));
    }

    @Test
    default void putEndsAWriteUnderWay() {
        Token writer = Sample.token();
        fence(key(), writer);

        Entry entry = put("1");

        assertHolds(key(), entry);
        assertThat(await(store().settle(key(), Sample.settlement(Sample.entry(writer, "2")))))
                .isEqualTo(Outcome.INVALIDATED);
        assertAbsent(key());
    }

    @Test
    default void putTwiceIsStoredOnce() {
        Entry entry = put("1");

        await(store().put(key(), entry, Sample.LONG_TTL));

        assertHolds(key(), entry);
    }

    @Test
    default void putIfAbsentStoresUnderAnAbsentKey() {
        Entry entry = Sample.entry(Sample.token(), "1");

        assertThat(putIfAbsent(entry)).isTrue();
        assertHolds(key(), entry);
    }

    @Test
    default void putIfAbsentKeepsAValue() {
        Entry first = put("1");

        assertThat(putIfAbsent(Sample.entry(Sample.token(), "2"))).isFalse();
        assertHolds(key(), first);
    }

    @Test
    default void putIfAbsentSentTwiceIsTrueTwice() {
        Entry entry = Sample.entry(Sample.token(), "1");
        putIfAbsent(entry);

        assertThat(putIfAbsent(entry)).isTrue();
        assertHolds(key(), entry);
    }

    @Test
    default void putIfAbsentTakesALeaseAway() {
        granted(key());
        Entry entry = Sample.entry(Sample.token(), "1");

        assertThat(putIfAbsent(entry)).isTrue();
        assertHolds(key(), entry);
    }

    @Test
    default void putIfAbsentTakesAFenceAway() {
        fence(key(), Sample.token());
        Entry entry = Sample.entry(Sample.token(), "1");

        assertThat(putIfAbsent(entry)).isTrue();
        assertHolds(key(), entry);
    }

    @Test
    default void putIfAbsentStoresAfterAnExpiry() {
        await(store().put(key(), Sample.entry(Sample.token(), "1"), Sample.SHORT_TTL));
        passTime(Sample.SHORT);
        Entry entry = Sample.entry(Sample.token(), "2");

        assertThat(putIfAbsent(entry)).isTrue();
        assertHolds(key(), entry);
    }

    @Test
    default void putIfAbsentStoresAfterAnInvalidation() {
        put("1");
        await(store().invalidate(List.of(key())));

        assertThat(putIfAbsent(Sample.entry(Sample.token(), "2"))).isTrue();
    }

    private Entry put(String json) {
        Entry entry = Sample.entry(Sample.token(), json);
        await(store().put(key(), entry, Sample.LONG_TTL));
        return entry;
    }

    private boolean putIfAbsent(Entry entry) {
        return await(store().putIfAbsent(key(), entry, Sample.LONG_TTL));
    }
}
