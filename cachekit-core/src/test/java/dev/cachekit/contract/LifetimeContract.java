package dev.cachekit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.cachekit.Expiry;
import dev.cachekit.Ttl;
import dev.cachekit.spi.Entry;
import dev.cachekit.spi.Settlement;
import dev.cachekit.spi.Token;
import org.junit.jupiter.api.Test;

/** How long values live: {@code ttl} and {@code expire}. */
interface LifetimeContract extends StoreScenario {

    @Test
    default void aFilledValueEndsWithItsTtl() {
        Token loader = granted(key());
        await(store().fill(key(), Sample.entry(loader, "1"), Sample.SHORT_TTL));

        assertEndsShortly();
    }

    @Test
    default void aPutValueEndsWithItsTtl() {
        put(Sample.SHORT_TTL);

        assertEndsShortly();
    }

    @Test
    default void aValuePutIfAbsentEndsWithItsTtl() {
        await(store().putIfAbsent(key(), Sample.entry(Sample.token(), "1"), Sample.SHORT_TTL));

        assertEndsShortly();
    }

    @Test
    default void aSettledValueEndsWithItsTtl() {
        Token writer = Sample.token();
        fence(key(), writer);
        await(store().settle(key(), new Settlement(writer, Sample.entry(writer, "1"), Sample.SHORT_TTL, null)));

        assertEndsShortly();
    }

    @Test
    default void aPutGivesANewLifetime() {
        put(Ttl.FOREVER);
        put(Sample.SHORT_TTL);

        assertEndsShortly();
    }

    @Test
    default void aValueForeverNeverExpires() {
        Entry entry = put(Ttl.FOREVER);

        passTime(Sample.SHORT);

        assertThat(await(store().ttl(key()))).isEqualTo(new Expiry.Never());
        assertHolds(key(), entry);
    }

    @Test
    default void everyWayOfStoringKnowsForever() {
        Token loader = granted(key("filled"));
        await(store().fill(key("filled"), Sample.entry(loader, "1"), Ttl.FOREVER));
        await(store().putIfAbsent(key("put"), Sample.entry(Sample.token(), "1"), Ttl.FOREVER));
        Token writer = Sample.token();
        fence(key("settled"), writer);
        await(store().settle(key("settled"), new Settlement(writer, Sample.entry(writer, "1"), Ttl.FOREVER, null)));

        assertThat(await(store().ttl(key("filled")))).isEqualTo(new Expiry.Never());
        assertThat(await(store().ttl(key("put")))).isEqualTo(new Expiry.Never());
        assertThat(await(store().ttl(key("settled")))).isEqualTo(new Expiry.Never());
    }

    @Test
    default void tellsTheTimeLeft() {
        put(Sample.LONG_TTL);

        assertThat(await(store().ttl(key())))
                .asInstanceOf(type(Expiry.In.class))
                .extracting(Expiry.In::remaining)
                .satisfies(left -> assertThat(left).isBetween(Sample.LONG.minusMinutes(1), Sample.LONG));
    }

    @Test
    default void anAbsentKeyHasNoLifetime() {
        assertThat(await(store().ttl(key()))).isEqualTo(new Expiry.Absent());
    }

    @Test
    default void anExpiredValueHasNoLifetime() {
        put(Sample.SHORT_TTL);
        passTime(Sample.SHORT);

        assertThat(await(store().ttl(key()))).isEqualTo(new Expiry.Absent());
        assertThat(await(store().expire(key(), Sample.LONG_TTL))).isFalse();
    }

    @Test
    default void expireShortensALifetime() {
        put(Ttl.FOREVER);

        assertThat(await(store().expire(key(), Sample.SHORT_TTL))).isTrue();

        assertEndsShortly();
    }

    @Test
    default void expireLengthensALifetime() {
        Entry entry = put(Sample.LONG_TTL);

        assertThat(await(store().expire(key(), Ttl.of(Sample.LONG.multipliedBy(3)))))
                .isTrue();

        assertThat(await(store().ttl(key())))
                .asInstanceOf(type(Expiry.In.class))
                .extracting(Expiry.In::remaining)
                .satisfies(left -> assertThat(left).isGreaterThan(Sample.LONG.multipliedBy(2)));
        assertHolds(key(), entry);
    }

    @Test
    default void expireForeverRemovesTheExpiry() {
        put(Sample.LONG_TTL);

        assertThat(await(store().expire(key(), Ttl.FOREVER))).isTrue();

        assertThat(await(store().ttl(key()))).isEqualTo(new Expiry.Never());
    }

    @Test
    default void expireOfAnAbsentKeyIsFalse() {
        assertThat(await(store().expire(key(), Sample.LONG_TTL))).isFalse();
        assertAbsent(key());
    }

    @Test
    default void aLeaseIsNotMadeImmortal() {
        await(store().lease(key(), Sample.shortRequest(Sample.token())));

        await(store().expire(key(), Ttl.FOREVER));

        passTime(Sample.SHORT);
        assertAbsent(key());
    }

    @Test
    default void aFenceIsNotMadeImmortal() {
        await(store().fence(key(), Sample.token(), Sample.SHORT));

        await(store().expire(key(), Ttl.FOREVER));

        passTime(Sample.SHORT);
        assertAbsent(key());
    }

    @Test
    default void aFenceOverAnImmortalValueEnds() {
        put(Ttl.FOREVER);
        await(store().fence(key(), Sample.token(), Sample.SHORT));

        passTime(Sample.SHORT);

        assertAbsent(key());
    }

    private Entry put(Ttl ttl) {
        Entry entry = Sample.entry(Sample.token(), "1");
        await(store().put(key(), entry, ttl));
        return entry;
    }

    private void assertEndsShortly() {
        passTime(Sample.SHORT);
        assertAbsent(key());
    }
}
