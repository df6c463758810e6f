package dev.cachekit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.cachekit.Expiry;
import dev.cachekit.spi.Entry;
import dev.cachekit.spi.LeaseReply;
import dev.cachekit.spi.LeaseRequest;
import dev.cachekit.spi.Lookup;
import dev.cachekit.spi.Token;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code lease}, {@code extend} and {@code release}. */
interface LeaseContract extends StoreScenario {

    @Test
    default void grantsTheLeaseOfAnAbsentKey() {
        assertThat(lease(key(), Sample.token())).isEqualTo(new LeaseReply.Granted());
    }

    @Test
    default void grantsALeaseAgainToItsHolder() {
        Token loader = granted(key());

        assertThat(lease(key(), loader)).isEqualTo(new LeaseReply.Granted());
    }

    @Test
    default void answersWithTheValueThatIsThereByNow() {
        Entry entry = filled(key(), "1");

        assertThat(SeenEntry.in(lease(key(), Sample.token()))).isEqualTo(SeenEntry.of(entry));
    }

    @Test
    default void tellsTheHolderAndTheTimeLeft() {
        Token loader = granted(key());

        assertThat(lease(key(), Sample.token()))
                .asInstanceOf(type(LeaseReply.Held.class))
                .satisfies(held -> {
                    assertThat(held.holder()).isEqualTo(loader);
                    assertThat(held.remaining()).isPositive().isLessThanOrEqualTo(Sample.LONG);
                });
    }

    @Test
    default void askingDoesNotTakeALeaseAway() {
        Token loader = granted(key());

        lease(key(), Sample.token());

        assertThat(fill(key(), Sample.entry(loader, "1"))).isTrue();
    }

    @Test
    default void deniesLeasesWhileAWriteIsUnderWay() {
        fence(key(), Sample.token());

        assertThat(lease(key(), Sample.token())).isInstanceOf(LeaseReply.Fenced.class);
        assertThat(find(key())).isEqualTo(new Lookup.Fenced());
    }

    @Test
    default void aRejectedValueCountsAsAbsent() {
        Entry unreadable = filled(key(), "1");
        Token loader = Sample.token();

        LeaseReply reply = await(store().lease(key(), new LeaseRequest(loader, Sample.LONG, unreadable.token())));

        assertThat(reply).isEqualTo(new LeaseReply.Granted());
        assertThat(find(key())).isEqualTo(new Lookup.Loading(loader));
    }

    @Test
    default void aValueThatReplacedTheRejectedOneIsAHit() {
        Entry unreadable = filled(key(), "1");
        await(store().invalidate(List.of(key())));
        Entry readable = filled(key(), "2");

        LeaseReply reply =
                await(store().lease(key(), new LeaseRequest(Sample.token(), Sample.LONG, unreadable.token())));

        assertThat(SeenEntry.in(reply)).isEqualTo(SeenEntry.of(readable));
    }

    @Test
    default void aRejectedTokenTakesNoLeaseAway() {
        Token loader = granted(key());

        LeaseReply reply = await(store().lease(key(), new LeaseRequest(Sample.token(), Sample.LONG, loader)));

        assertThat(reply).isInstanceOf(LeaseReply.Held.class);
    }

    @Test
    default void aLeaseEndsAfterItsDuration() {
        await(store().lease(key(), Sample.shortRequest(Sample.token())));

        passTime(Sample.SHORT);

        assertAbsent(key());
        granted(key());
    }

    @Test
    default void anExtendedLeaseLastsLonger() {
        Token loader = Sample.token();
        await(store().lease(key(), Sample.shortRequest(loader)));

        boolean extended = await(store().extend(key(), loader, Sample.LONG));

        // On a slow machine the short lease may have ended before; then the store must have said so.
        passTime(Sample.SHORT);
        assertThat(fill(key(), Sample.entry(loader, "1"))).isEqualTo(extended);
    }

    @Test
    default void anExtendedLeaseEndsToo() {
        Token loader = granted(key());
        assertThat(await(store().extend(key(), loader, Sample.SHORT))).isTrue();

        passTime(Sample.SHORT);

        assertAbsent(key());
    }

    @Test
    default void extendsNoLeaseThatEnded() {
        Token loader = Sample.token();
        await(store().lease(key(), Sample.shortRequest(loader)));
        passTime(Sample.SHORT);

        assertThat(await(store().extend(key(), loader, Sample.LONG))).isFalse();
        assertAbsent(key());
    }

    @Test
    default void extendsNeitherForeignLeasesNorValuesNorFences() {
        granted(key("leased"));
        Entry value = filled(key("filled"), "1");
        Token writer = Sample.token();
        fence(key("fenced"), writer);

        assertThat(await(store().extend(key("leased"), Sample.token(), Sample.LONG)))
                .isFalse();
        assertThat(await(store().extend(key("filled"), value.token(), Duration.ofMillis(1))))
                .isFalse();
        assertThat(await(store().extend(key("fenced"), writer, Sample.LONG))).isFalse();
        assertHolds(key("filled"), value);
    }

    @Test
    default void aReleasedLeaseLeavesTheKeyAbsent() {
        Token loader = granted(key());

        await(store().release(key(), loader));

        assertAbsent(key());
        granted(key());
    }

    @Test
    default void releasingTwiceFreesNobodyElsesLease() {
        Token first = granted(key());
        await(store().release(key(), first));
        Token second = granted(key());

        await(store().release(key(), first));

        assertThat(find(key())).isEqualTo(new Lookup.Loading(second));
    }

    @Test
    default void releasingLeavesValuesAndFencesAlone() {
        Entry value = filled(key("filled"), "1");
        Token writer = Sample.token();
        fence(key("fenced"), writer);

        await(store().release(key("filled"), value.token()));
        await(store().release(key("fenced"), writer));
        await(store().release(key("absent"), Sample.token()));

        assertHolds(key("filled"), value);
        assertThat(find(key("fenced"))).isEqualTo(new Lookup.Fenced());
        assertAbsent(key("absent"));
    }

    @Test
    default void aLeaseIsNoValueWithALifetime() {
        granted(key());

        assertThat(await(store().ttl(key()))).isEqualTo(new Expiry.Absent());
    }
}
