package dev.cachekit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.spi.Entry;
import dev.cachekit.spi.Lookup;
import dev.cachekit.spi.Settlement;
import dev.cachekit.spi.Token;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code fill}: stored only while the lease it was granted under still stands. */
interface FillContract extends StoreScenario {

    @Test
    default void refusesAFillWithoutALease() {
        assertThat(fill(key(), Sample.entry(Sample.token(), "1"))).isFalse();
        assertAbsent(key());
    }

    @Test
    default void refusesAFillUnderAnothersLease() {
        Token loader = granted(key());

        assertThat(fill(key(), Sample.entry(Sample.token(), "1"))).isFalse();
        assertThat(find(key())).isEqualTo(new Lookup.Loading(loader));
    }

    @Test
    default void aFillSentTwiceIsStoredOnce() {
        Entry entry = filled(key(), "1");

        assertThat(fill(key(), entry)).isTrue();
        assertHolds(key(), entry);
    }

    @Test
    default void refusesAFillAfterAnInvalidation() {
        Token loader = granted(key());

        await(store().invalidate(List.of(key())));

        assertRefused(loader);
        assertAbsent(key());
    }

    @Test
    default void refusesAFillSentAgainAfterAnInvalidation() {
        Entry entry = filled(key(), "1");

        await(store().invalidate(List.of(key())));

        assertRefused(entry.token());
        assertAbsent(key());
    }

    @Test
    default void refusesAFillAfterAPatternInvalidation() {
        Token loader = granted(key());

        await(store().invalidatePattern(space(), "*"));

        assertRefused(loader);
        assertAbsent(key());
    }

    @Test
    default void refusesAFillAfterAPut() {
        Token loader = granted(key());
        Entry written = Sample.entry(Sample.token(), "2");

        await(store().put(key(), written, Sample.LONG_TTL));

        assertRefused(loader);
        assertHolds(key(), written);
    }

    @Test
    default void refusesAFillAfterAPutIfAbsent() {
        Token loader = granted(key());
        Entry written = Sample.entry(Sample.token(), "2");

        await(store().putIfAbsent(key(), written, Sample.LONG_TTL));

        assertRefused(loader);
        assertHolds(key(), written);
    }

    @Test
    default void refusesAFillWhileAWriteIsUnderWay() {
        Token loader = granted(key());

        fence(key(), Sample.token());

        assertRefused(loader);
        assertThat(find(key())).isEqualTo(new Lookup.Fenced());
    }

    @Test
    default void refusesAFillAfterAWriteThatBeganMeanwhile() {
        Token loader = granted(key());
        Token writer = Sample.token();
        fence(key(), writer);

        await(store().settle(key(), Sample.rollback(writer)));

        assertRefused(loader);
        assertAbsent(key());
    }

    @Test
    default void refusesAFillAfterASettlementWithoutFence() {
        Token loader = granted(key());
        Token writer = Sample.token();

        await(store().settle(key(), new Settlement(writer, null, Sample.LONG_TTL, 0L)));

        assertRefused(loader);
        assertAbsent(key());
    }

    @Test
    default void refusesAFillAfterItsOwnRelease() {
        Token loader = granted(key());

        await(store().release(key(), loader));

        assertRefused(loader);
        assertAbsent(key());
    }

    @Test
    default void refusesAFillAfterTheLeaseEnded() {
        Token loader = Sample.token();
        await(store().lease(key(), Sample.shortRequest(loader)));

        passTime(Sample.SHORT);

        assertRefused(loader);
        assertAbsent(key());
    }

    @Test
    default void refusesAFillOfAnOldHolderUnderANewLease() {
        Token old = Sample.token();
        await(store().lease(key(), Sample.shortRequest(old)));
        passTime(Sample.SHORT);
        Token holder = granted(key());

        assertRefused(old);
        assertThat(find(key())).isEqualTo(new Lookup.Loading(holder));
    }

    @Test
    default void refusesAFillOfAnOldHolderOverANewValue() {
        Token old = Sample.token();
        await(store().lease(key(), Sample.shortRequest(old)));
        passTime(Sample.SHORT);
        Entry value = filled(key(), "new");

        assertRefused(old);
        assertHolds(key(), value);
    }

    private void assertRefused(Token loader) {
        assertThat(fill(key(), Sample.entry(loader, "\"old\""))).isFalse();
    }
}
