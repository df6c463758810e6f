package dev.cachekit.near;

import static dev.cachekit.near.NearScene.TTL;
import static dev.cachekit.near.NearScene.fill;
import static dev.cachekit.near.NearScene.holds;
import static dev.cachekit.near.NearScene.key;
import static dev.cachekit.near.NearScene.served;
import static dev.cachekit.near.NearScene.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.operation.CopyMode;
import dev.cachekit.operation.NearSettings;
import dev.cachekit.spi.CacheListener;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class NearTierTest {

    static final class Changeable {
        public int count;
    }

    private final NearScene scene = new NearScene();
    private final NearTiers alone = NearTiers.alone(scene.time, CacheListener.NONE);
    private final NearTier<@Nullable String> near = scene.texts(CopyMode.AUTO);

    @Test
    void servesWhatItWasGiven() {
        fill(near, "1", "Ann");

        assertThat(served(near, "1")).isEqualTo("Ann");
        assertThat(holds(near, "2")).isFalse();
    }

    @Test
    void servesACachedNull() {
        fill(near, "1", null);

        assertThat(near.get(key("1"))).isEqualTo(new Kept<@Nullable String>(null));
    }

    @Test
    void servesNoLongerThanItsOwnLifetime() {
        NearTier<String> alone = this.alone.create(
                NearScene.USERS,
                new NearSettings(true, 100, 0, TTL, CopyMode.AUTO),
                String.class,
                NearScene.codec(String.class));
        fill(alone, "1", "Ann");

        scene.time.advance(TTL.minusMillis(1));
        assertThat(holds(alone, "1")).isTrue();
        scene.time.advance(Duration.ofMillis(1));

        assertThat(holds(alone, "1")).isFalse();
        assertThat(alone.size()).as("what is over does not stay").isZero();
    }

    @Test
    void aShorterLifetimeEndsWhatIsKeptAlready() {
        fill(near, "1", "Ann");
        scene.tiers.change(NearScene.USERS, settings(100, Duration.ofMillis(900)));

        scene.time.advance(Duration.ofMillis(850));
        assertThat(holds(near, "1")).isTrue();
        scene.time.advance(Duration.ofMillis(100)); // the map reads a clock that ticks every 10 ms
        assertThat(holds(near, "1")).isFalse();
    }

    @Test
    void aLongerLifetimeHoldsForWhatIsKeptFromThenOn() {
        NearTier<String> alone = this.alone.create(
                NearScene.USERS, settings(100, Duration.ofSeconds(1)), String.class, NearScene.codec(String.class));
        this.alone.change(NearScene.USERS, settings(100, Duration.ofSeconds(5)));
        fill(alone, "1", "Ann");

        scene.time.advance(Duration.ofSeconds(4));
        assertThat(holds(alone, "1")).isTrue();
    }

    @Test
    void aSmallerSizeLetsEntriesGo() {
        for (int key = 0; key < 50; key++) {
            fill(near, String.valueOf(key), "Ann");
        }
        scene.tiers.change(NearScene.USERS, settings(10, TTL));

        assertThat(near.size()).isLessThanOrEqualTo(10);
    }

    private static NearSettings settings(long size, Duration ttl) {
        return new NearSettings(true, size, 0, ttl, CopyMode.AUTO);
    }

    @Test
    void servesNoLongerThanTheValueIsFresh() {
        NearValue<@Nullable String> brief =
                new NearValue<>("Ann", value("Ann").payload(), Duration.ofMillis(500), List.of(), true);
        near.put(near.ticket(key("1")), brief);

        scene.time.advance(Duration.ofMillis(499));
        assertThat(holds(near, "1")).isTrue();
        scene.time.advance(Duration.ofMillis(1));

        assertThat(holds(near, "1")).isFalse();
    }

    @Test
    void keepsNothingStale() {
        NearValue<@Nullable String> stale =
                new NearValue<>("Ann", value("Ann").payload(), Duration.ofMillis(-1), List.of(), true);

        assertThat(near.put(near.ticket(key("1")), stale)).isFalse();
        assertThat(holds(near, "1")).isFalse();
    }

    @Test
    void refusesAValueReadBeforeAnInvalidationOfItsKey() {
        Ticket before = near.ticket(key("1"));
        scene.tiers.invalidate(Set.of(key("1")));

        assertThat(near.put(before, value("Ann"))).isFalse();
        assertThat(holds(near, "1")).isFalse();
        assertThat(scene.events).contains("refused");
    }

    @Test
    void removesWhatIsInvalidated() {
        fill(near, "1", "Ann");
        fill(near, "2", "Ben");

        scene.tiers.invalidate(Set.of(key("1")));

        assertThat(holds(near, "1")).isFalse();
        assertThat(holds(near, "2")).isTrue();
    }

    @Test
    void aRefusedValueLeavesTheEntryThatIsThere() {
        Ticket before = near.ticket(key("1"));
        scene.tiers.invalidate(Set.of(key("1")));
        fill(near, "1", "Ann, newer");

        near.put(before, value("Ann"));

        assertThat(served(near, "1")).isEqualTo("Ann, newer");
    }

    @Test
    void clearsTheWholeCacheAndWhatIsOnItsWayIntoIt() {
        fill(near, "1", "Ann");
        Ticket before = near.ticket(key("2"));

        scene.tiers.clear(NearScene.USERS);

        assertThat(holds(near, "1")).isFalse();
        assertThat(near.put(before, value("Ben"))).isFalse();
        assertThat(fill(near, "2", "Ben")).isTrue();
    }

    @Test
    void removesWhatCarriesATag() {
        fill(near, "1", "Ann", "admins");
        fill(near, "2", "Ben", "guests", "admins");
        fill(near, "3", "Cid", "guests");
        fill(near, "4", "Dee");

        scene.tiers.invalidateTags(NearScene.USERS, List.of("admins"));

        assertThat(List.of("1", "2", "3", "4"))
                .filteredOn(key -> holds(near, key))
                .containsExactly("3", "4");
    }

    @Test
    void refusesATaggedValueReadBeforeAnInvalidationByTag() {
        Ticket before = near.ticket(key("1"));
        scene.tiers.invalidateTags(NearScene.USERS, List.of("admins"));

        assertThat(near.put(before, value("Ann", "admins"))).isFalse();
    }

    @Test
    void keepsAtMostSoManyEntries() {
        NearTier<String> small = scene.tier(new NearSettings(true, 10, 0, TTL, CopyMode.AUTO), String.class);

        for (int i = 0; i < 100; i++) {
            fill(small, "" + i, "x");
        }

        assertThat(small.size()).isEqualTo(10);
        assertThat(scene.events).filteredOn("evicted"::equals).hasSize(90);
    }

    @Test
    void keepsAtMostSoManyBytes() {
        NearTier<String> small = scene.tier(new NearSettings(true, 1000, 100, TTL, CopyMode.AUTO), String.class);

        for (int i = 10; i < 99; i++) {
            fill(small, "" + i, "12345678"); // 10 bytes of JSON, 2 of the key
        }

        assertThat(small.size()).isEqualTo(8);
    }

    @Test
    void countsTheKeysOfNulls() {
        NearTier<@Nullable String> small = scene.tier(new NearSettings(true, 1, 10, TTL, CopyMode.AUTO), String.class);

        for (int i = 10; i < 99; i++) {
            fill(small, "" + i, null);
        }

        assertThat(small.size()).isEqualTo(5);
    }

    @Test
    void sharesWhatNobodyCanChange() {
        String value = new String("Ann");
        fill(near, "1", value);

        assertThat(served(near, "1")).isSameAs(value);
    }

    @Test
    void copiesWhatSomebodyCouldChange() {
        NearTier<Changeable> beans = scene.tier(new NearSettings(true, 10, 0, TTL, CopyMode.AUTO), Changeable.class);
        Changeable value = new Changeable();
        fill(beans, "1", value);

        served(beans, "1").count = 7;

        assertThat(served(beans, "1").count).isZero();
    }

    @Test
    void sharesEverythingWhereTheUserVouchesForIt() {
        NearTier<Changeable> beans = scene.tier(new NearSettings(true, 10, 0, TTL, CopyMode.NEVER), Changeable.class);
        Changeable value = new Changeable();
        fill(beans, "1", value);

        assertThat(served(beans, "1")).isSameAs(value);
    }

    @Test
    void copiesEverythingWhereTheUserWantsIt() {
        NearTier<@Nullable String> copies = scene.texts(CopyMode.ON_READ);
        String value = new String("Ann");
        fill(copies, "1", value);

        assertThat(served(copies, "1")).isEqualTo(value).isNotSameAs(value);
    }

    @Test
    void keepsAValueThatOnlyThisProcessHasForItsOwnTimeWithoutTheStore() {
        scene.link.cut();
        scene.time.advance(Duration.ofSeconds(10));
        NearValue<@Nullable String> loaded =
                new NearValue<>("Ann", value("Ann").payload(), LaneWatch.BOUND, List.of(), false);
        near.put(near.ticket(key("1")), loaded);

        assertThat(holds(near, "1")).isTrue();
        scene.time.advance(LaneWatch.BOUND);

        assertThat(holds(near, "1")).isFalse();
    }
}
