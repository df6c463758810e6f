package dev.cachekit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.cachekit.Expiry;
import dev.cachekit.Ttl;
import dev.cachekit.spi.Entry;
import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.Freshness;
import dev.cachekit.spi.LeaseReply;
import dev.cachekit.spi.LeaseRequest;
import dev.cachekit.spi.Lookup;
import dev.cachekit.spi.Settlement;
import dev.cachekit.spi.Token;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How old values are, and the grace that keeps them beyond their lifetime for who may use a stale value. */
interface FreshnessContract extends StoreScenario {

    @Test
    default void aNewValueIsFresh() {
        filled(key(), "1");

        Freshness freshness = freshness();

        assertThat(freshness.isStale()).isFalse();
        assertThat(freshness.ttl()).isEqualTo(Sample.LONG_TTL);
        assertThat(freshness.age()).isBetween(Duration.ZERO, Duration.ofMinutes(1));
        assertThat(freshness.reloader()).isNull();
    }

    @Test
    default void ageGrowsWithTime() {
        filled(key(), "1");
        Duration before = freshness().age();

        passTime(Sample.SHORT);

        // The clock by which a store tells ages may be a little off, but not by a tenth of this.
        assertThat(freshness().age().minus(before)).isBetween(Sample.SHORT.dividedBy(2), Duration.ofMinutes(1));
    }

    @Test
    default void everyAnswerTellsTheAge() {
        putStale(key());

        assertThat(freshness().isStale()).isTrue();
        assertThat(await(store().findAll(List.of(key()))).get(key()))
                .asInstanceOf(type(Lookup.Hit.class))
                .satisfies(hit -> assertThat(hit.freshness().isStale()).isTrue());
        assertThat(lease(key(), Sample.token()))
                .asInstanceOf(type(LeaseReply.Hit.class))
                .satisfies(hit -> assertThat(hit.freshness().isStale()).isTrue());
    }

    @Test
    default void aValueForeverIsNeverStale() {
        await(store().put(key(), entry().withGrace(Sample.SHORT), Ttl.FOREVER));

        passTime(Sample.SHORT);

        assertThat(freshness().isStale()).isFalse();
        assertThat(freshness().ttl()).isEqualTo(Ttl.FOREVER);
    }

    @Test
    default void aValueWithoutGraceEndsWithItsLifetime() {
        await(store().put(key(), entry(), Sample.SHORT_TTL));

        passTime(Sample.SHORT);

        assertAbsent(key());
    }

    @Test
    default void everyWayOfStoringKnowsGrace() {
        Token loader = granted(key("filled"));
        await(store().fill(key("filled"), graceful(loader), Sample.SHORT_TTL));
        await(store().putIfAbsent(key("put"), graceful(Sample.token()), Sample.SHORT_TTL));
        Token writer = Sample.token();
        fence(key("settled"), writer);
        await(store().settle(key("settled"), new Settlement(writer, graceful(writer), Sample.SHORT_TTL, null)));

        passTime(Sample.SHORT);

        for (String text : List.of("filled", "put", "settled")) {
            assertThat(find(key(text))).as(text).isInstanceOf(Lookup.Hit.class);
        }
    }

    @Test
    default void aValueIsGoneAfterItsGrace() {
        await(store().put(key(), entry().withGrace(Sample.SHORT), Sample.SHORT_TTL));

        passTime(Sample.SHORT.multipliedBy(2));

        assertAbsent(key());
        granted(key());
    }

    @Test
    default void aStaleValueHasNoLifetimeAndGetsNone() {
        putStale(key());

        assertThat(await(store().ttl(key()))).isEqualTo(new Expiry.Absent());
        assertThat(await(store().expire(key(), Sample.LONG_TTL))).isFalse();
        assertThat(freshness().isStale()).isTrue();
    }

    @Test
    default void graceIsNoPartOfTheTimeLeft() {
        await(store().put(key(), entry().withGrace(Sample.LONG.multipliedBy(5)), Sample.LONG_TTL));

        assertThat(await(store().ttl(key())))
                .asInstanceOf(type(Expiry.In.class))
                .extracting(Expiry.In::remaining)
                .satisfies(left -> assertThat(left).isBetween(Sample.LONG.minusMinutes(1), Sample.LONG));
    }

    @Test
    default void expireCountsTheLifetimeFromNowAndKeepsTheGrace() {
        await(store().put(key(), entry().withGrace(Sample.LONG), Ttl.of(Sample.LONG.multipliedBy(3))));

        assertThat(await(store().expire(key(), Sample.SHORT_TTL))).isTrue();
        passTime(Sample.SHORT);

        assertThat(freshness().isStale()).isTrue();
    }

    @Test
    default void expireLengthensTheTimeUntilAValueIsStale() {
        await(store().put(key(), entry().withGrace(Sample.LONG), Sample.LONG_TTL));

        await(store().expire(key(), Ttl.of(Sample.LONG.multipliedBy(3))));

        assertThat(freshness().left()).isGreaterThan(Sample.LONG.multipliedBy(2));
    }

    @Test
    default void expireForeverMakesAValueThatIsNeverStale() {
        await(store().put(key(), entry().withGrace(Sample.LONG), Sample.LONG_TTL));

        await(store().expire(key(), Ttl.FOREVER));

        assertThat(freshness().ttl()).isEqualTo(Ttl.FOREVER);
        assertThat(await(store().ttl(key()))).isEqualTo(new Expiry.Never());
    }

    @Test
    default void aStaleValueIsNotInTheWayOfAPutIfAbsent() {
        putStale(key());
        Entry entry = Sample.entry(Sample.token(), "2");

        assertThat(await(store().putIfAbsent(key(), entry, Sample.LONG_TTL))).isTrue();
        assertHolds(key(), entry);
    }

    @Test
    default void aPutIfAbsentSentAgainWhenItsValueIsStaleMakesNothingFresh() {
        Entry entry = putStale(key());

        assertThat(await(store().putIfAbsent(key(), entry, Sample.LONG_TTL))).isTrue();
        assertThat(freshness().isStale()).isTrue();
    }

    @Test
    default void aRejectedStaleValueGivesWayToALease() {
        Entry stale = putStale(key());
        Token loader = Sample.token();

        assertThat(await(store().lease(key(), new LeaseRequest(loader, Sample.LONG, stale.token()))))
                .isEqualTo(new LeaseReply.Granted());
        assertThat(find(key())).isEqualTo(new Lookup.Loading(loader));
    }

    @Test
    default void anInvalidationRemovesAStaleValue() {
        putStale(key());

        await(store().invalidate(List.of(key())));

        assertAbsent(key());
    }

    private Entry putStale(EntryKey key) {
        Entry entry = graceful(Sample.token());
        await(store().put(key, entry, Sample.SHORT_TTL));
        passTime(Sample.SHORT);
        return entry;
    }

    private Freshness freshness() {
        return ((Lookup.Hit) find(key())).freshness();
    }

    private static Entry graceful(Token token) {
        return Sample.entry(token, "1").withGrace(Sample.LONG);
    }

    private static Entry entry() {
        return Sample.entry(Sample.token(), "1");
    }
}
