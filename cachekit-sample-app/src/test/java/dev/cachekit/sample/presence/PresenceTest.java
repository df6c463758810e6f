package dev.cachekit.sample.presence;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
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
        second.here(Set.of(ANN));

        assertThat(first.online()).containsExactly(ANN);
        assertThat(changes).containsExactly(new PresenceChange(ANN, true));
    }

    @Test
    void whoLeavesGoesOffline() {
        second.here(Set.of(ANN, BOB));
        second.here(Set.of(BOB));

        assertThat(first.online()).containsExactly(BOB);
        assertThat(changes).last().isEqualTo(new PresenceChange(ANN, false));
    }

    @Test
    void whoHasThePageOpenAtTwoNodesIsOnlineUntilBothAreClosed() {
        first.here(Set.of(ANN));
        second.here(Set.of(ANN));
        first.here(Set.of());

        assertThat(first.online()).containsExactly(ANN);
        assertThat(changes).containsExactly(new PresenceChange(ANN, true));
    }

    @Test
    void usersOfANodeThatIsSilentGoOffline() {
        second.here(Set.of(ANN));
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
        second.here(Set.of(ANN));
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
        second.here(Set.of(ANN));
        assertThat(first.online()).isEmpty();
        connected = true;

        first.ask();

        assertThat(first.online()).containsExactly(ANN);
    }

    @Test
    void ownUsersStayOnlineWhileNobodyHears() {
        connected = false;
        first.here(Set.of(ANN));
        clock.move(Duration.ofHours(1));
        first.beat();

        assertThat(first.online()).containsExactly(ANN);
    }
}
