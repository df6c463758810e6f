package dev.cachekit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.spi.Entry;
import dev.cachekit.spi.LeaseEnd.Reason;
import dev.cachekit.spi.LeaseReply;
import dev.cachekit.spi.LeaseRequest;
import dev.cachekit.spi.Lookup;
import dev.cachekit.spi.Settlement;
import dev.cachekit.spi.Token;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What ends a reload: then its value is refused, and who waits is told. */
interface ReloadEndContract extends StoreScenario {

    @Test
    default void anInvalidationEndsAReload() {
        Token reloader = reloading(filled(key(), "\"old\""));

        await(store().invalidate(List.of(key())));

        assertRefused(reloader);
        assertAbsent(key());
    }

    @Test
    default void aPatternEndsAReload() {
        Token reloader = reloading(filled(key(), "\"old\""));

        await(store().invalidatePattern(space(), "*"));

        assertRefused(reloader);
        assertAbsent(key());
    }

    @Test
    default void aClearEndsAReload() {
        Token reloader = reloading(filled(key(), "\"old\""));

        await(store().clear(space()));

        assertRefused(reloader);
        assertAbsent(key());
    }

    @Test
    default void aPutEndsAReload() {
        Token reloader = reloading(filled(key(), "\"old\""));
        Entry put = Sample.entry(Sample.token(), "\"put\"");

        await(store().put(key(), put, Sample.LONG_TTL));

        assertRefused(reloader);
        assertHolds(key(), put);
    }

    @Test
    default void aFenceEndsAReload() {
        Token reloader = reloading(filled(key(), "\"old\""));

        fence(key(), Sample.token());

        assertRefused(reloader);
        assertThat(find(key())).isEqualTo(new Lookup.Fenced());
    }

    @Test
    default void aWriteWithoutFenceEndsAReload() {
        Token reloader = reloading(filled(key(), "\"old\""));
        Entry written = Sample.entry(Sample.token(), "\"written\"");

        await(store().settle(key(), Sample.unfenced(written, stamp(key().lane()))));

        assertRefused(reloader);
        assertHolds(key(), written);
    }

    @Test
    default void aRollbackEndsAReload() {
        Token reloader = reloading(filled(key(), "\"old\""));

        await(store().settle(key(), new Settlement(Sample.token(), null, Sample.LONG_TTL, null)));

        assertRefused(reloader);
        assertAbsent(key());
    }

    @Test
    default void aReloadOutlivesANewLifetime() {
        Token reloader = reloading(filled(key(), "\"old\""));

        await(store().expire(key(), Sample.LONG_TTL));

        assertThat(fill(key(), Sample.entry(reloader, "\"new\""))).isTrue();
    }

    @Test
    default void aReloadThatOutlastsItsLeaseIsRefused() {
        Entry old = filled(key(), "\"old\"");
        Token late = Sample.token();
        reload(late, Sample.SHORT, old);

        passTime(Sample.SHORT);

        assertRefused(late);
        assertThat(reloader()).isNull();
        assertHolds(key(), old);
        Token next = reloading(old);
        assertRefused(late);
        assertThat(fill(key(), Sample.entry(next, "\"new\""))).isTrue();
    }

    @Test
    default void aReloadOfAValueThatEndsMeanwhileIsRefused() {
        Entry old = Sample.entry(Sample.token(), "\"old\"");
        await(store().put(key(), old, Sample.SHORT_TTL));
        Token reloader = Sample.token();
        LeaseReply reply = reload(reloader, old);

        passTime(Sample.SHORT);

        // On a slow machine the value may have ended before; then it is an ordinary load.
        boolean beside = reply instanceof LeaseReply.Granted && find(key()) instanceof Lookup.Absent;
        assertThat(fill(key(), Sample.entry(reloader, "\"new\""))).isEqualTo(!beside);
    }

    @Test
    default void aRejectedValueEndsItsReload() {
        Entry old = filled(key(), "\"old\"");
        Token reloader = reloading(old);
        Token loader = Sample.token();

        assertThat(await(store().lease(key(), new LeaseRequest(loader, Sample.LONG, old.token()))))
                .isEqualTo(new LeaseReply.Granted());

        assertRefused(reloader);
        assertThat(find(key())).isEqualTo(new Lookup.Loading(loader));
    }

    @Test
    default void whoWaitsIsToldOfTheReloadedValue() {
        LeaseEndProbe ends = LeaseEndProbe.of(this);
        Token reloader = awaited(filled(key(), "\"old\""));

        fill(key(), Sample.entry(reloader, "\"new\""));

        ends.awaitEnd(reloader, Reason.FILLED);
    }

    @Test
    default void whoWaitsIsToldThatAReloadWasGivenUp() {
        LeaseEndProbe ends = LeaseEndProbe.of(this);
        Token reloader = awaited(filled(key(), "\"old\""));

        await(store().release(key(), reloader, Sample.LONG));

        ends.awaitEnd(reloader, Reason.RELEASED);
    }

    @Test
    default void whoWaitsIsToldThatAReloadWasTakenAway() {
        LeaseEndProbe ends = LeaseEndProbe.of(this);
        Token reloader = awaited(filled(key(), "\"old\""));

        await(store().invalidate(List.of(key())));

        ends.awaitEnd(reloader, Reason.REVOKED);
    }

    @Test
    default void whoWaitsIsToldOfAReloadThatWasExtended() {
        LeaseEndProbe ends = LeaseEndProbe.of(this);
        Entry old = filled(key(), "\"old\"");
        Token reloader = awaited(old);
        await(store().extend(key(), reloader, Sample.LONG));
        reload(reloader, old);

        fill(key(), Sample.entry(reloader, "\"new\""));

        ends.awaitEnd(reloader, Reason.FILLED);
    }

    private Token reloading(Entry old) {
        Token token = Sample.token();
        assertThat(reload(token, old)).isEqualTo(new LeaseReply.Granted());
        return token;
    }

    /** Begins a reload for which somebody else asks too. */
    private Token awaited(Entry old) {
        Token reloader = reloading(old);
        assertThat(reload(Sample.token(), old)).isInstanceOf(LeaseReply.Held.class);
        return reloader;
    }

    private LeaseReply reload(Token token, Entry old) {
        return reload(token, Sample.LONG, old);
    }

    private LeaseReply reload(Token token, Duration duration, Entry old) {
        return await(store().lease(key(), new LeaseRequest(token, duration, null, old.token())));
    }

    private Token reloader() {
        return ((Lookup.Hit) find(key())).freshness().reloader();
    }

    private void assertRefused(Token reloader) {
        assertThat(fill(key(), Sample.entry(reloader, "\"refused\""))).isFalse();
    }
}
