package dev.cachekit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.cachekit.spi.Entry;
import dev.cachekit.spi.LeaseReply;
import dev.cachekit.spi.LeaseRequest;
import dev.cachekit.spi.Lookup;
import dev.cachekit.spi.Token;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Leases beside a value: it stays readable while one load is about to replace it. */
interface ReloadContract extends ReloadEndContract {

    @Test
    default void aValueStaysReadableWhileItIsReloaded() {
        Entry old = filled(key(), "\"old\"");

        Token reloader = reloading(old);

        assertHolds(key(), old);
        assertThat(reloader()).isEqualTo(reloader);
        assertThat(lease(key(), Sample.token()))
                .asInstanceOf(type(LeaseReply.Hit.class))
                .satisfies(hit -> assertThat(hit.freshness().reloader()).isEqualTo(reloader));
    }

    @Test
    default void aReloadReplacesTheValue() {
        Entry fresh = Sample.entry(reloading(filled(key(), "\"old\"")), "\"new\"");

        assertThat(fill(key(), fresh)).isTrue();

        assertHolds(key(), fresh);
        assertThat(reloader()).isNull();
    }

    @Test
    default void aReloadSentTwiceIsStoredOnce() {
        Entry fresh = Sample.entry(reloading(filled(key(), "\"old\"")), "\"new\"");
        fill(key(), fresh);

        assertThat(fill(key(), fresh)).isTrue();
        assertHolds(key(), fresh);
    }

    @Test
    default void aReloadGivesANewLifetime() {
        Entry old = Sample.entry(Sample.token(), "\"old\"").withGrace(Sample.LONG);
        await(store().put(key(), old, Sample.SHORT_TTL));
        passTime(Sample.SHORT);

        fill(key(), Sample.entry(reloading(old), "\"new\""));

        assertThat(((Lookup.Hit) find(key())).freshness().isStale()).isFalse();
    }

    @Test
    default void oneReloadsAtATime() {
        Entry old = filled(key(), "\"old\"");
        Token reloader = reloading(old);
        Token other = Sample.token();

        assertThat(reload(other, old)).asInstanceOf(type(LeaseReply.Held.class)).satisfies(held -> {
            assertThat(held.holder()).isEqualTo(reloader);
            assertThat(held.remaining()).isPositive().isLessThanOrEqualTo(Sample.LONG);
        });
        assertThat(fill(key(), Sample.entry(other, "\"other\""))).isFalse();
        assertHolds(key(), old);
    }

    @Test
    default void aReloadIsGrantedAgainToItsHolder() {
        Entry old = filled(key(), "\"old\"");
        Token reloader = reloading(old);

        assertThat(reload(reloader, old)).isEqualTo(new LeaseReply.Granted());
    }

    @Test
    default void aReloadOfAValueThatIsGoneIsALoad() {
        Entry old = filled(key(), "\"old\"");
        await(store().invalidate(List.of(key())));
        Token loader = Sample.token();

        assertThat(reload(loader, old)).isEqualTo(new LeaseReply.Granted());

        assertThat(find(key())).isEqualTo(new Lookup.Loading(loader));
        assertThat(fill(key(), Sample.entry(loader, "\"new\""))).isTrue();
    }

    @Test
    default void aReloadOfAValueThatWasReplacedIsAHit() {
        Entry old = filled(key(), "\"old\"");
        Entry replaced = Sample.entry(Sample.token(), "\"new\"");
        await(store().put(key(), replaced, Sample.LONG_TTL));

        assertThat(SeenEntry.in(reload(Sample.token(), old))).isEqualTo(SeenEntry.of(replaced));
        assertThat(reloader()).isNull();
    }

    @Test
    default void aReloadWaitsForTheLoadThatIsUnderWay() {
        Entry old = filled(key(), "\"old\"");
        await(store().invalidate(List.of(key())));
        Token loader = granted(key());

        assertThat(reload(Sample.token(), old))
                .asInstanceOf(type(LeaseReply.Held.class))
                .satisfies(held -> assertThat(held.holder()).isEqualTo(loader));
    }

    @Test
    default void aFenceDeniesAReload() {
        Entry old = filled(key(), "\"old\"");
        fence(key(), Sample.token());

        assertThat(reload(Sample.token(), old)).isInstanceOf(LeaseReply.Fenced.class);
    }

    @Test
    default void anExtendedReloadLastsLonger() {
        Entry old = filled(key(), "\"old\"");
        Token reloader = Sample.token();
        reload(reloader, Sample.SHORT, old);

        boolean extended = await(store().extend(key(), reloader, Sample.LONG));

        // On a slow machine the short lease may have ended before; then the store must have said so.
        passTime(Sample.SHORT);
        assertThat(fill(key(), Sample.entry(reloader, "\"new\""))).isEqualTo(extended);
    }

    @Test
    default void extendsNoReloadThatEnded() {
        Entry old = filled(key(), "\"old\"");
        Token reloader = Sample.token();
        reload(reloader, Sample.SHORT, old);
        passTime(Sample.SHORT);

        assertThat(await(store().extend(key(), reloader, Sample.LONG))).isFalse();
        assertThat(reloader()).isNull();
    }

    @Test
    default void extendsNoReloadOfAnother() {
        Entry old = filled(key(), "\"old\"");
        Token reloader = reloading(old);

        assertThat(await(store().extend(key(), Sample.token(), Sample.LONG))).isFalse();
        assertThat(reloader()).isEqualTo(reloader);
    }

    @Test
    default void aReleasedReloadLeavesTheValue() {
        Entry old = filled(key(), "\"old\"");
        Token reloader = reloading(old);

        await(store().release(key(), reloader));

        assertHolds(key(), old);
        assertThat(reloader()).isNull();
        assertRefused(reloader);
        reloading(old);
    }

    @Test
    default void aReleaseOfAnotherLeavesTheReload() {
        Token reloader = reloading(filled(key(), "\"old\""));

        await(store().release(key(), Sample.token(), Sample.LONG));

        assertThat(fill(key(), Sample.entry(reloader, "\"new\""))).isTrue();
    }

    @Test
    default void afterAFailedReloadNobodyReloadsForAWhile() {
        Entry old = filled(key(), "\"old\"");
        Token reloader = reloading(old);

        await(store().release(key(), reloader, Sample.LONG));

        assertHolds(key(), old);
        assertThat(reload(Sample.token(), old))
                .asInstanceOf(type(LeaseReply.Resting.class))
                .extracting(LeaseReply.Resting::remaining)
                .satisfies(rest -> assertThat(rest).isBetween(Sample.LONG.minusMinutes(1), Sample.LONG));
        assertThat(reload(reloader, old)).isInstanceOf(LeaseReply.Resting.class);
        assertThat(reloader()).isNull();
        assertRefused(reloader);
    }

    @Test
    default void aRestEnds() {
        Entry old = filled(key(), "\"old\"");
        await(store().release(key(), reloading(old), Sample.SHORT));

        passTime(Sample.SHORT);

        reloading(old);
    }

    @Test
    default void aReleaseSentAgainShortensNoReloadOfAnother() {
        Entry old = filled(key(), "\"old\"");
        Token first = reloading(old);
        await(store().release(key(), first));
        Token second = reloading(old);

        await(store().release(key(), first, Sample.LONG));

        assertThat(fill(key(), Sample.entry(second, "\"new\""))).isTrue();
    }

    @Test
    default void aRestIsNotInTheWayOfALoad() {
        Entry old = filled(key(), "\"old\"");
        await(store().release(key(), reloading(old), Sample.LONG));

        LeaseReply reply = await(store().lease(key(), new LeaseRequest(Sample.token(), Sample.LONG, old.token())));

        assertThat(reply).isEqualTo(new LeaseReply.Granted());
    }

    @Test
    default void aNewValueHasNoRest() {
        Entry old = filled(key(), "\"old\"");
        await(store().release(key(), reloading(old), Sample.LONG));
        Entry put = Sample.entry(Sample.token(), "\"put\"");
        await(store().put(key(), put, Sample.LONG_TTL));

        reloading(put);
    }

    @Test
    default void aRestAfterAnOrdinaryLoadIsNone() {
        Token loader = granted(key());

        await(store().release(key(), loader, Sample.LONG));

        assertAbsent(key());
        granted(key());
    }

    private Token reloading(Entry old) {
        Token token = Sample.token();
        assertThat(reload(token, old)).isEqualTo(new LeaseReply.Granted());
        return token;
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
