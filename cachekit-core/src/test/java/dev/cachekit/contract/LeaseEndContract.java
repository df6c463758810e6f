package dev.cachekit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.LeaseEnd;
import dev.cachekit.spi.LeaseEnd.Reason;
import dev.cachekit.spi.Token;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code onLeaseEnd}: those who wait are told, and nobody else is bothered. */
interface LeaseEndContract extends StoreScenario {

    @Test
    default void tellsThatTheValueIsThere() {
        LeaseEndProbe ends = LeaseEndProbe.of(this);
        Token loader = awaited(key());

        fill(key(), Sample.entry(loader, "1"));

        ends.awaitEnd(loader, Reason.FILLED);
    }

    @Test
    default void tellsThatALeaseWasGivenBack() {
        LeaseEndProbe ends = LeaseEndProbe.of(this);
        Token loader = awaited(key());

        await(store().release(key(), loader));

        ends.awaitEnd(loader, Reason.RELEASED);
    }

    @Test
    default void tellsThatAnInvalidationTookALease() {
        LeaseEndProbe ends = LeaseEndProbe.of(this);
        Token loader = awaited(key());

        await(store().invalidate(List.of(key())));

        ends.awaitEnd(loader, Reason.REVOKED);
    }

    @Test
    default void tellsThatAPatternTookALease() {
        LeaseEndProbe ends = LeaseEndProbe.of(this);
        Token loader = awaited(key());

        await(store().invalidatePattern(space(), "*"));

        ends.awaitEnd(loader, Reason.REVOKED);
    }

    @Test
    default void tellsThatAWriteTookALease() {
        LeaseEndProbe ends = LeaseEndProbe.of(this);
        Token beforePut = awaited(key("put"));
        Token beforePutIfAbsent = awaited(key("putIfAbsent"));
        Token beforeFence = awaited(key("fence"));
        Token beforeSettle = awaited(key("settle"));

        await(store().put(key("put"), Sample.entry(Sample.token(), "1"), Sample.LONG_TTL));
        await(store().putIfAbsent(key("putIfAbsent"), Sample.entry(Sample.token(), "1"), Sample.LONG_TTL));
        fence(key("fence"), Sample.token());
        await(store().settle(key("settle"), Sample.rollback(Sample.token())));

        ends.awaitEnd(beforePut, Reason.REVOKED);
        ends.awaitEnd(beforePutIfAbsent, Reason.REVOKED);
        ends.awaitEnd(beforeFence, Reason.REVOKED);
        ends.awaitEnd(beforeSettle, Reason.REVOKED);
    }

    @Test
    default void tellsOfALeaseThatWasExtendedAfterSomebodyBeganToWait() {
        LeaseEndProbe ends = LeaseEndProbe.of(this);
        Token loader = awaited(key());
        await(store().extend(key(), loader, Sample.LONG));
        lease(key(), loader);

        fill(key(), Sample.entry(loader, "1"));

        ends.awaitEnd(loader, Reason.FILLED);
    }

    @Test
    default void tellsNobodyIfNobodyWaits() {
        LeaseEndProbe ends = LeaseEndProbe.of(this);
        Token filled = filled(key("filled"), "1").token();
        Token released = granted(key("released"));
        await(store().release(key("released"), released));
        Token revoked = granted(key("revoked"));
        await(store().invalidate(List.of(key("revoked"))));

        // Messages come in order: what was to be told of the others has been told when this one arrives.
        Token last = awaited(key("filled2"));
        fill(key("filled2"), Sample.entry(last, "1"));
        ends.awaitEnd(last, Reason.FILLED);
        assertThat(ends.told()).extracting(LeaseEnd::token).doesNotContain(filled, released, revoked);
    }

    @Test
    default void tellsNobodyOfAFillThatWasRefused() {
        LeaseEndProbe ends = LeaseEndProbe.of(this);
        Token loader = awaited(key());
        Token stranger = Sample.token();

        fill(key(), Sample.entry(stranger, "1"));
        await(store().release(key(), stranger));
        fill(key(), Sample.entry(loader, "1"));

        ends.awaitEnd(loader, Reason.FILLED);
        assertThat(ends.told()).filteredOn(end -> end.token().equals(loader)).hasSize(1);
        assertThat(ends.told()).extracting(LeaseEnd::token).doesNotContain(stranger);
    }

    /** Takes a lease for which somebody else asks too. */
    private Token awaited(EntryKey key) {
        Token loader = granted(key);
        lease(key, Sample.token());
        return loader;
    }
}
