package dev.cachekit.torture.history;

import static dev.cachekit.torture.history.HandMadeHistory.EXACT;
import static dev.cachekit.torture.history.HandMadeHistory.INTENT;
import static dev.cachekit.torture.history.HandMadeHistory.NEAR;
import static dev.cachekit.torture.history.HandMadeHistory.acknowledged;
import static dev.cachekit.torture.history.HandMadeHistory.load;
import static dev.cachekit.torture.history.HandMadeHistory.queued;
import static dev.cachekit.torture.history.HandMadeHistory.read;
import static dev.cachekit.torture.history.HandMadeHistory.s;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.torture.history.Event.Begun;
import dev.cachekit.torture.history.Event.Broken;
import dev.cachekit.torture.history.Event.Calm;
import dev.cachekit.torture.history.Event.Commit;
import dev.cachekit.torture.history.Event.Failover;
import dev.cachekit.torture.history.Event.Fault;
import dev.cachekit.torture.history.Event.Harm;
import dev.cachekit.torture.history.Event.Killed;
import dev.cachekit.torture.history.Event.Pending;
import dev.cachekit.torture.history.Event.Read;
import dev.cachekit.torture.history.Event.Replayed;
import dev.cachekit.torture.history.Event.Scope;
import dev.cachekit.torture.history.Event.StoreFailure;
import dev.cachekit.torture.history.Violations.Rule;
import org.junit.jupiter.api.Test;

/** What is stale, from the future, or broken. */
class CheckerTest {

    private final HandMadeHistory history = new HandMadeHistory();

    @Test
    void readsOfTheNewestVersionAreFine() {
        history.at("a", acknowledged(EXACT, 10, 12));
        history.at("b", read(EXACT, 13, 2));

        assertThat(history.check().violations().total()).isZero();
    }

    @Test
    void findsAReadThatIsOlderThanAnAcknowledgedChange() {
        history.at("a", acknowledged(EXACT, 10, 12));
        history.at("b", read(EXACT, 13, 1));

        assertThat(history.violations(Rule.STALE)).isOne();
    }

    @Test
    void readBegunBeforeTheAcknowledgementMayBeOld() {
        history.at("a", acknowledged(EXACT, 10, 12));
        history.at("b", read(EXACT, 11, 1));

        assertThat(history.violations(Rule.STALE)).isZero();
    }

    @Test
    void anotherProcessMayReadAnOldNearValueWithinTheBoundOnly() {
        history.at("a", acknowledged(NEAR, 10, 12));
        history.at("b", read(NEAR, 14, 1));
        assertThat(history.violations(Rule.STALE)).isZero();

        history.at("b", read(NEAR, 16, 1));
        assertThat(history.violations(Rule.STALE)).isOne();
    }

    @Test
    void changingProcessMayNeverReadAnOldNearValue() {
        history.at("a", acknowledged(NEAR, 10, 12), read(NEAR, 13, 1));

        assertThat(history.violations(Rule.STALE)).isOne();
    }

    @Test
    void queuedChangeBindsItsOwnProcessAtOnceAndOthersOnceAllIsSettled() {
        history.at("a", queued(EXACT, 10, 12));
        history.at("b", read(EXACT, 13, 1));
        history.at("coordinator", new Calm(s(20)));
        assertThat(history.violations(Rule.STALE)).isZero();

        history.at("a", read(EXACT, 13, 1));
        assertThat(history.violations(Rule.STALE)).isOne();

        history.at("b", read(EXACT, 26, 1));
        assertThat(history.violations(Rule.STALE)).isEqualTo(2);
    }

    @Test
    void queuedChangeOfAKilledProcessIsLost() {
        history.at("a", queued(EXACT, 10, 12));
        history.at("coordinator", new Killed("a", s(13)), new Calm(s(20)));
        history.at("b", read(EXACT, 26, 1));

        assertThat(history.violations(Rule.STALE)).isZero();
    }

    @Test
    void acknowledgedChangeOfAKilledProcessStillBinds() {
        history.at("a", acknowledged(EXACT, 10, 12));
        history.at("coordinator", new Killed("a", s(13)));
        history.at("b", read(EXACT, 14, 1));

        assertThat(history.violations(Rule.STALE)).isOne();
    }

    @Test
    void withIntentsEveryReadAfterTheCommitIsBoundEvenIfTheWriterDied() {
        history.at("a", new Begun(INTENT, Scope.ROW, s(10)));
        history.at("coordinator", new Killed("a", s(12)));
        history.at("b", read(INTENT, 12, 1));

        assertThat(history.violations(Rule.STALE)).isOne();
    }

    @Test
    void nearReadsAreBoundFromTheCommitOnAndTheBoundLaterEvenIfTheWriterDied() {
        history.at("database", new Commit("near-intent:1", 2, s(10), s(11)));
        history.at("a", new Begun("near-intent:1", Scope.ROW, s(10)));
        history.at("coordinator", new Killed("a", s(12)));
        history.at("b", read("near-intent:1", 13, 1));
        assertThat(history.violations(Rule.STALE)).isZero();

        history.at("b", read("near-intent:1", 15, 1));
        assertThat(history.violations(Rule.STALE)).isOne();
    }

    @Test
    void whatALostPrimaryAcknowledgedBindsOnceTheFailoverIsOver() {
        history.at("a", acknowledged(EXACT, 10, 12));
        history.at("coordinator", new Failover(s(11), s(15)));
        history.at("b", read(EXACT, 19, 1));
        assertThat(history.violations(Rule.STALE)).isZero();

        history.at("b", read(EXACT, 21, 1));
        assertThat(history.violations(Rule.STALE)).isOne();
    }

    @Test
    void whatALostPrimaryAcknowledgedToAProcessThatIsCutOffBindsOnceItHadItsLinksForLongEnough() {
        history.at("a.2", acknowledged(EXACT, 10, 12));
        history.at("coordinator", new Failover(s(11), s(15)), new Fault("a/hole", Harm.OWN, s(17), s(23)));
        history.at("b", read(EXACT, 29, 1));
        assertThat(history.violations(Rule.STALE)).isZero();

        history.at("b", read(EXACT, 31, 1));
        assertThat(history.violations(Rule.STALE)).isOne();
    }

    @Test
    void aFaultOfAnotherProcessPutsNothingOff() {
        history.at("a.2", acknowledged(EXACT, 10, 12));
        history.at("coordinator", new Failover(s(11), s(15)), new Fault("b/hole", Harm.OWN, s(17), s(23)));
        history.at("b", read(EXACT, 21, 1));
        assertThat(history.violations(Rule.STALE)).isOne();
    }

    @Test
    void aFaultThatCutsNobodyOffPutsNothingOff() {
        history.at("a.2", acknowledged(EXACT, 10, 12));
        history.at(
                "coordinator",
                new Failover(s(11), s(15)),
                new Fault("a/subscriptions-hole", Harm.NONE, s(17), s(23)),
                new Fault("a/slow", Harm.NONE, s(17), s(23)));
        history.at("b", read(EXACT, 21, 1));
        assertThat(history.violations(Rule.STALE)).isOne();
    }

    @Test
    void whatALostPrimaryAcknowledgedToAProcessThatDiedIsLost() {
        history.at("a", acknowledged(EXACT, 10, 12));
        history.at("coordinator", new Failover(s(11), s(15)), new Killed("a", s(16)));
        history.at("b", read(EXACT, 30, 1));

        assertThat(history.violations(Rule.STALE)).isZero();
    }

    @Test
    void findsAReadFromTheFuture() {
        history.at("b", read(EXACT, 8, 2));
        assertThat(history.violations(Rule.FUTURE)).isOne();

        history.at("b", new Read(EXACT, s(8), s(11), 2, false));
        assertThat(history.violations(Rule.FUTURE)).isOne();
    }

    @Test
    void findsAVersionThatWasNeverCommitted() {
        history.at("b", read(EXACT, 20, 3));

        assertThat(history.violations(Rule.FUTURE)).isOne();
    }

    @Test
    void findsAReadThatThrew() {
        history.at("b", new Broken(EXACT, "IllegalStateException", s(1)));

        assertThat(history.violations(Rule.BROKEN)).isOne();
    }

    @Test
    void measuresHowStaleReadsWere() {
        history.at("a", acknowledged(NEAR, 10, 12));
        history.at("b", read(NEAR, 13, 2), read(NEAR, 14, 1));

        assertThat(history.check().staleness("near").max()).isEqualTo(s(2));
        assertThat(history.check().staleness("near").quantile(0.5)).isZero();
    }

    @Test
    void eventsSurviveBeingWritten() {
        history.at("a", acknowledged(NEAR, 10, 12), queued(NEAR, 1, 2), load(NEAR, 1, 2), read(NEAR, 13, 2));
        history.at("a", new Begun(NEAR, Scope.CACHE, 1), new Killed("b", 2), new Calm(3), new Failover(4, 5));
        history.at("a", new Fault("a/kill", Harm.OWN, 1, 2), new StoreFailure("find", 9), new Broken(NEAR, "Oops", 7));
        history.at("a", new Pending(3, 11), new Replayed(12));

        assertThat(history.events().get("a"))
                .allSatisfy(event -> assertThat(Event.parse(event.line())).isEqualTo(event));
    }
}
