package dev.cachekit.near;

import static dev.cachekit.near.NearScene.SECOND;
import static dev.cachekit.near.NearScene.fill;
import static dev.cachekit.near.NearScene.holds;
import static dev.cachekit.near.NearScene.key;
import static dev.cachekit.near.NearScene.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.contract.LossyBackplane.Beats;
import dev.cachekit.contract.LossyBackplane.Messages;
import dev.cachekit.operation.CopyMode;
import dev.cachekit.operation.NearSettings;
import dev.cachekit.spi.Lane;
import dev.cachekit.spi.LaneMessage.Cache;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LaneWatchTest {

    private final NearScene scene = new NearScene();
    private final NearTier<@Nullable String> near = scene.texts(CopyMode.AUTO);

    @Test
    void listensAndBeatsFromTheFirstNearCacheOn() {
        NearScene untouched = new NearScene();
        assertThat(untouched.time.pendingTasks()).isZero();

        untouched.texts(CopyMode.AUTO);
        untouched.tier(new NearSettings(true, 1, 0, SECOND, CopyMode.AUTO), String.class);

        assertThat(untouched.time.pendingTasks()).isEqualTo(1);
    }

    @Test
    void isBlindForTheTimeSinceNobodyVouchesForALane() {
        assertThat(scene.tiers.blindTime()).isZero();

        scene.link.beats(Beats.FAIL);
        scene.time.advance(LaneWatch.BOUND.plusSeconds(2));

        assertThat(scene.tiers.blindTime()).isBetween(SECOND, Duration.ofSeconds(2));
    }

    @Test
    void isNotBlindWithoutNearCaches() {
        NearScene untouched = new NearScene();
        untouched.time.advance(LaneWatch.BOUND.plusSeconds(2));

        assertThat(untouched.tiers.blindTime()).isZero();
    }

    @Test
    void removesWhatAnotherProcessRemoves() {
        fill(near, "1", "Ann");
        fill(near, "2", "Ben");

        scene.removeElsewhere("1");

        assertThat(holds(near, "1")).isFalse();
        assertThat(holds(near, "2")).isTrue();
    }

    @Test
    void removesItsLaneOfACacheThatAnotherProcessClears() {
        fill(near, "1", "Ann");
        fill(near, "2", "Ben");

        scene.lanes.raise(key("1").lane(), new Cache(NearScene.USERS.prefix()));

        assertThat(holds(near, "1")).isFalse();
        assertThat(holds(near, "2")).isTrue();
    }

    @Test
    void leavesOtherCachesAlone() {
        fill(near, "1", "Ann");

        scene.lanes.raise(key("1").lane(), new Cache("other"));

        assertThat(holds(near, "1")).isTrue();
    }

    @Test
    void removesWhatCarriesATagThatAnotherProcessInvalidates() {
        fill(near, "1", "Ann", "admins");
        fill(near, "2", "Ben", "guests");

        scene.invalidateElsewhere("admins");

        assertThat(holds(near, "1")).isFalse();
        assertThat(holds(near, "2")).isTrue();
    }

    @Test
    void refusesAValueThatWasReadBeforeAMessage() {
        Ticket before = near.ticket(key("1"));
        scene.removeElsewhere("1");

        assertThat(near.put(before, value("Ann"))).isFalse();
    }

    @Test
    void servesAsLongAsBeatsAreAnswered() {
        fill(near, "1", "Ann");

        scene.time.advance(Duration.ofSeconds(30));

        assertThat(holds(near, "1")).isTrue();
    }

    @Test
    void servesNothingOnceTheLastGoodBeatIsOlderThanTheBound() {
        fill(near, "1", "Ann");
        scene.link.beats(Beats.FAIL);

        scene.time.advance(LaneWatch.BOUND);
        assertThat(holds(near, "1")).isTrue();
        scene.time.advance(Duration.ofNanos(1));

        assertThat(holds(near, "1")).isFalse();
    }

    @Test
    void servesAgainAfterAnOutageInWhichNothingChanged() {
        fill(near, "1", "Ann");
        scene.link.beats(Beats.MUTE);
        scene.time.advance(Duration.ofSeconds(10));
        scene.link.beats(Beats.PASS);

        scene.time.advance(SECOND);

        assertThat(holds(near, "1")).isTrue();
    }

    @Test
    void neverServesALostRemovalLongerThanTheBound() {
        fill(near, "1", "Ann");
        scene.link.messages(Messages.DROP);
        scene.removeElsewhere("1");
        assertThat(holds(near, "1")).as("nobody told us").isTrue();

        scene.time.advance(LaneWatch.BOUND);

        assertThat(holds(near, "1")).isFalse();
        assertThat(scene.events).contains("behind");
    }

    @Test
    void dropsALaneWhoseMessagesDoNotFollowOnEachOther() {
        fill(near, "1", "Ann");
        scene.link.messages(Messages.DROP);
        scene.removeElsewhere("1");
        scene.link.messages(Messages.PASS);

        scene.lanes.raise(key("1").lane(), new Cache("other"));

        assertThat(holds(near, "1")).isFalse();
        assertThat(scene.events).contains("gap");
    }

    @Test
    void trustsALaneAgainAfterAGap() {
        scene.link.messages(Messages.DROP);
        scene.removeElsewhere("1");
        scene.link.messages(Messages.PASS);
        scene.removeElsewhere("1");
        scene.time.advance(SECOND);
        fill(near, "1", "Ann");

        scene.time.advance(SECOND.multipliedBy(5));

        assertThat(holds(near, "1")).isTrue();
    }

    @Test
    void waitsForMessagesThatAreSlowerThanTheBeat() {
        fill(near, "1", "Ann");
        fill(near, "2", "Ben");
        scene.link.messages(Messages.HOLD);
        scene.time.advance(SECOND.minusMillis(1));
        scene.lanes.raise(key("1").lane(), new Cache("other"));
        scene.time.advance(LaneWatch.GRACE);
        scene.link.deliver();

        scene.time.advance(LaneWatch.GRACE);

        assertThat(holds(near, "1")).isTrue();
        assertThat(scene.events).doesNotContain("behind", "gap");
    }

    @Test
    void dropsALaneWhoseMessagesDoNotComeWithinTheGrace() {
        fill(near, "1", "Ann");
        scene.link.messages(Messages.HOLD);
        scene.lanes.raise(key("1").lane(), new Cache("other"));

        scene.time.advance(SECOND.plus(LaneWatch.GRACE));

        assertThat(scene.events).containsOnlyOnce("behind");
        assertThat(holds(near, "1")).isFalse();
    }

    @Test
    void appliesMessagesThatComeInAnotherOrder() {
        fill(near, "1", "Ann");
        scene.link.messages(Messages.HOLD);
        scene.removeElsewhere("1");
        scene.lanes.raise(key("1").lane(), new Cache("other"));

        scene.link.deliverReversed();

        assertThat(holds(near, "1")).isFalse();
    }

    @Test
    void doesNotTrustALaneUntilItsFirstBeat() {
        NearScene silent = new NearScene();
        silent.link.beats(Beats.FAIL);
        NearTier<@Nullable String> tier = silent.texts(CopyMode.AUTO);
        fill(tier, "1", "Ann");

        assertThat(holds(tier, "1")).isFalse();
    }

    @Test
    void dropsAllLanesWhenTheSubscriptionIsRenewed() {
        fill(near, "1", "Ann");

        scene.link.heal();

        assertThat(holds(near, "1")).isFalse();
    }

    @Test
    void servesNothingBetweenARenewedSubscriptionAndTheNextBeat() {
        scene.link.heal();
        fill(near, "1", "Ann");
        assertThat(holds(near, "1")).isFalse();

        scene.time.advance(SECOND);
        fill(near, "1", "Ann");

        assertThat(holds(near, "1")).isTrue();
    }

    @Test
    void dropsALaneThatAnotherServerAnswersFor() {
        fill(near, "1", "Ann");
        scene.lanes.failOver("primary-2", 0);

        scene.time.advance(SECOND);

        assertThat(holds(near, "1")).isFalse();
        assertThat(scene.events).contains("primary");
    }

    @Test
    void noticesLostMessagesOfAServerWhoseStampsAreBehindThoseBefore() {
        scene.removeElsewhere("1");
        scene.removeElsewhere("1");
        scene.time.advance(SECOND);
        scene.lanes.failOver("primary-2", 0);
        scene.time.advance(SECOND);
        fill(near, "1", "Ann");
        scene.link.messages(Messages.DROP);
        scene.removeElsewhere("1");

        scene.time.advance(LaneWatch.BOUND);

        assertThat(holds(near, "1")).isFalse();
    }

    @Test
    void dropsEverythingAfterTheMachineWasSuspended() {
        fill(near, "1", "Ann");
        scene.time.suspend(Duration.ofHours(1));

        scene.time.advance(SECOND);

        assertThat(holds(near, "1")).isFalse();
        assertThat(scene.events).contains("clock");
    }

    @Test
    void holdsTaggedEntriesOnlyWhileTheHomeLaneIsLive() {
        fill(near, "1", "Ann", "admins");
        scene.link.messages(Messages.DROP);
        scene.invalidateElsewhere("admins");

        scene.time.advance(LaneWatch.BOUND);

        assertThat(key("1").lane()).isNotEqualTo(Lane.home("users"));
        assertThat(holds(near, "1")).isFalse();
    }

    @Test
    void refusesAValueThatWasReadBeforeItsLaneWasDropped() {
        Ticket before = near.ticket(key("1"));
        scene.link.heal();
        scene.time.advance(SECOND);

        assertThat(near.put(before, value("Ann"))).isFalse();
    }

    @Test
    void saysNothingOfAMessageForACacheItDoesNotKnow() {
        scene.lanes.raise(Lane.all().get(7), new Cache("elsewhere"));

        assertThat(scene.events).doesNotContain("gap");
        assertThat(List.copyOf(scene.events)).contains("subscribed", "unknown");
    }
}
