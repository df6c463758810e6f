package dev.cachekit.sample.presence;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.Thread.State;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Two nodes that hear each other as long as they are connected. */
class PresenceTest {

    private static final OnlineUser ANN = new OnlineUser(1, "ann");
    private static final OnlineUser BOB = new OnlineUser(2, "bob");

    private final MovedClock clock = new MovedClock();
    private final List<Presence> nodes = new ArrayList<>();
    private final List<PresenceChange> changes = new ArrayList<>();
    private boolean connected = true;
    private final Presence first = node(changes);
    private final Presence second = node(new ArrayList<>());

    private static final class MovedClock extends Clock {

        private Instant now = Instant.EPOCH;

        void move(Duration time) {
            now = now.plus(time);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    private Presence node(List<PresenceChange> told) {
        Presence node = new Presence(this::tellAll, told::add, clock);
        nodes.add(node);
        return node;
    }

    private void tellAll(NodePresence message) {
        if (connected) {
            nodes.forEach(node -> node.heard(message));
        }
    }

    @Test
    void whoIsOnlineAtOneNodeIsOnlineAtAll() {
        second.here(() -> Set.of(ANN));

        assertThat(first.online()).containsExactly(ANN);
        assertThat(changes).containsExactly(new PresenceChange(ANN, true));
    }

    @Test
    void whoLeavesGoesOffline() {
        second.here(() -> Set.of(ANN, BOB));
        second.here(() -> Set.of(BOB));

        assertThat(first.online()).containsExactly(BOB);
        assertThat(changes).last().isEqualTo(new PresenceChange(ANN, false));
    }

    @Test
    void whoHasThePageOpenAtTwoNodesIsOnlineUntilBothAreClosed() {
        first.here(() -> Set.of(ANN));
        second.here(() -> Set.of(ANN));
        first.here(() -> Set.of());

        assertThat(first.online()).containsExactly(ANN);
        assertThat(changes).containsExactly(new PresenceChange(ANN, true));
    }

    @Test
    void usersOfANodeThatIsSilentGoOffline() {
        second.here(() -> Set.of(ANN));
        clock.move(Presence.TTL.minusMillis(1));
        first.beat();
        assertThat(first.online()).containsExactly(ANN);

        clock.move(Duration.ofMillis(1));
        first.beat();

        assertThat(first.online()).isEmpty();
        assertThat(changes).last().isEqualTo(new PresenceChange(ANN, false));
    }

    @Test
    void nodeThatBeatsKeepsItsUsersOnline() {
        second.here(() -> Set.of(ANN));
        for (int n = 0; n < 10; n++) {
            clock.move(Presence.TTL.dividedBy(3));
            second.beat();
            first.beat();
        }

        assertThat(first.online()).containsExactly(ANN);
    }

    @Test
    void nodeThatMissedSomethingAsks() {
        connected = false;
        second.here(() -> Set.of(ANN));
        assertThat(first.online()).isEmpty();
        connected = true;

        first.ask();

        assertThat(first.online()).containsExactly(ANN);
    }

    @Test
    void ownUsersStayOnlineWhileNobodyHears() {
        connected = false;
        first.here(() -> Set.of(ANN));
        clock.move(Duration.ofHours(1));
        first.beat();

        assertThat(first.online()).containsExactly(ANN);
    }

    /** The first has looked and stands still; the second comes meanwhile. */
    @Test
    void ofTwoThatComeAtTheSameTimeNobodyIsMissed() throws InterruptedException {
        Set<OnlineUser> pages = ConcurrentHashMap.newKeySet();
        pages.add(ANN);
        CountDownLatch looked = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        Thread earlier = new Thread(() -> first.here(() -> {
            Set<OnlineUser> seen = Set.copyOf(pages);
            looked.countDown();
            await(goOn);
            return seen;
        }));
        earlier.start();
        await(looked);
        pages.add(BOB);
        Thread later = new Thread(() -> first.here(() -> Set.copyOf(pages)));
        later.start();
        Awaitility.await().until(() -> later.getState() == State.WAITING || later.getState() == State.TERMINATED);

        goOn.countDown();

        earlier.join();
        later.join();
        assertThat(first.online()).containsExactlyInAnyOrder(ANN, BOB);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    @Test
    void whoIsToldOfAChangeMayWaitForAnotherCaller() {
        List<Set<OnlineUser>> seen = new ArrayList<>();
        List<Presence> asked = new ArrayList<>();
        Presence node = new Presence(
                told -> {},
                change -> seen.add(
                        CompletableFuture.supplyAsync(() -> asked.get(0).online())
                                .orTimeout(10, TimeUnit.SECONDS)
                                .join()),
                clock);
        asked.add(node);

        node.here(() -> Set.of(ANN));

        assertThat(seen).containsExactly(Set.of(ANN));
    }

    @Test
    void newcomerIsToldWhoIsOnlineBeforeWhatChangesLater() {
        List<Object> told = new ArrayList<>();
        Presence watched = new Presence(message -> {}, told::add, clock);
        watched.here(() -> Set.of(ANN));

        watched.welcome(told::add);
        watched.here(() -> Set.of(ANN, BOB));

        assertThat(told).containsExactly(new PresenceChange(ANN, true), Set.of(ANN), new PresenceChange(BOB, true));
    }

    @Test
    void oneWhoCannotBeToldKeepsNobodyElseFromHearing() {
        List<PresenceChange> heard = new ArrayList<>();
        Presence node = new Presence(
                message -> {
                    throw new IllegalStateException("gone");
                },
                heard::add,
                clock);

        node.here(() -> Set.of(ANN));
        node.here(() -> Set.of());

        assertThat(heard).containsExactly(new PresenceChange(ANN, true), new PresenceChange(ANN, false));
    }
}
