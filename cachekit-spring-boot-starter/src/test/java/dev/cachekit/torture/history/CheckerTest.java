package dev.cachekit.torture.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.torture.history.Event.Begun;
import dev.cachekit.torture.history.Event.Broken;
import dev.cachekit.torture.history.Event.Calm;
import dev.cachekit.torture.history.Event.Change;
import dev.cachekit.torture.history.Event.Commit;
import dev.cachekit.torture.history.Event.Failover;
import dev.cachekit.torture.history.Event.Fault;
import dev.cachekit.torture.history.Event.Harm;
import dev.cachekit.torture.history.Event.Killed;
import dev.cachekit.torture.history.Event.Load;
import dev.cachekit.torture.history.Event.Pending;
import dev.cachekit.torture.history.Event.Read;
import dev.cachekit.torture.history.Event.Replayed;
import dev.cachekit.torture.history.Event.Scope;
import dev.cachekit.torture.history.Event.StoreFailure;
import dev.cachekit.torture.history.Violations.Rule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Histories made by hand. Times are seconds. */
class CheckerTest {

    private static final String EXACT = "exact:1";
    private static final String NEAR = "near:1";
    private static final String INTENT = "intent:1";
    private static final Promises PROMISES = new Promises(
            Map.of(
                    "exact", CacheRule.exact(),
                    "fenced", CacheRule.exactWithFences(),
                    "near", CacheRule.within(Duration.ofSeconds(3)),
                    "intent", CacheRule.fromCommit(),
                    "near-intent", CacheRule.fromCommitWithin(Duration.ofSeconds(3))),
            Duration.ofSeconds(5),
            Duration.ofSeconds(5));

    private final Map<String, List<Event>> events = new LinkedHashMap<>();

    @BeforeEach
    void twoVersionsOfEachRow() {
        for (String row : List.of(EXACT, NEAR, INTENT)) {
            at("database", new Commit(row, 1, s(0), s(0)), new Commit(row, 2, s(10), s(11)));
        }
    }

    @Test
    void readsOfTheNewestVersionAreFine() {
        at("a", acknowledged(EXACT, 10, 12));
        at("b", read(EXACT, 13, 2));

        assertThat(check().violations().total()).isZero();
    }

    @Test
    void findsAReadThatIsOlderThanAnAcknowledgedChange() {
        at("a", acknowledged(EXACT, 10, 12));
        at("b", read(EXACT, 13, 1));

        assertThat(violations(Rule.STALE)).isOne();
    }

    @Test
    void readBegunBeforeTheAcknowledgementMayBeOld() {
        at("a", acknowledged(EXACT, 10, 12));
        at("b", read(EXACT, 11, 1));

        assertThat(violations(Rule.STALE)).isZero();
    }

    @Test
    void anotherProcessMayReadAnOldNearValueWithinTheBoundOnly() {
        at("a", acknowledged(NEAR, 10, 12));
        at("b", read(NEAR, 14, 1));
        assertThat(violations(Rule.STALE)).isZero();

        at("b", read(NEAR, 16, 1));
        assertThat(violations(Rule.STALE)).isOne();
    }

    @Test
    void changingProcessMayNeverReadAnOldNearValue() {
        at("a", acknowledged(NEAR, 10, 12), read(NEAR, 13, 1));

        assertThat(violations(Rule.STALE)).isOne();
    }

    @Test
    void queuedChangeBindsItsOwnProcessAtOnceAndOthersOnceAllIsSettled() {
        at("a", queued(EXACT, 10, 12));
        at("b", read(EXACT, 13, 1));
        at("coordinator", new Calm(s(20)));
        assertThat(violations(Rule.STALE)).isZero();

        at("a", read(EXACT, 13, 1));
        assertThat(violations(Rule.STALE)).isOne();

        at("b", read(EXACT, 26, 1));
        assertThat(violations(Rule.STALE)).isEqualTo(2);
    }

    @Test
    void queuedChangeOfAKilledProcessIsLost() {
        at("a", queued(EXACT, 10, 12));
        at("coordinator", new Killed("a", s(13)), new Calm(s(20)));
        at("b", read(EXACT, 26, 1));

        assertThat(violations(Rule.STALE)).isZero();
    }

    @Test
    void acknowledgedChangeOfAKilledProcessStillBinds() {
        at("a", acknowledged(EXACT, 10, 12));
        at("coordinator", new Killed("a", s(13)));
        at("b", read(EXACT, 14, 1));

        assertThat(violations(Rule.STALE)).isOne();
    }

    @Test
    void withIntentsEveryReadAfterTheCommitIsBoundEvenIfTheWriterDied() {
        at("a", new Begun(INTENT, Scope.ROW, s(10)));
        at("coordinator", new Killed("a", s(12)));
        at("b", read(INTENT, 12, 1));

        assertThat(violations(Rule.STALE)).isOne();
    }

    @Test
    void nearReadsAreBoundFromTheCommitOnAndTheBoundLaterEvenIfTheWriterDied() {
        at("database", new Commit("near-intent:1", 2, s(10), s(11)));
        at("a", new Begun("near-intent:1", Scope.ROW, s(10)));
        at("coordinator", new Killed("a", s(12)));
        at("b", read("near-intent:1", 13, 1));
        assertThat(violations(Rule.STALE)).isZero();

        at("b", read("near-intent:1", 15, 1));
        assertThat(violations(Rule.STALE)).isOne();
    }

    @Test
    void whatALostPrimaryAcknowledgedBindsOnceTheFailoverIsOver() {
        at("a", acknowledged(EXACT, 10, 12));
        at("coordinator", new Failover(s(11), s(15)));
        at("b", read(EXACT, 19, 1));
        assertThat(violations(Rule.STALE)).isZero();

        at("b", read(EXACT, 21, 1));
        assertThat(violations(Rule.STALE)).isOne();
    }

    @Test
    void whatALostPrimaryAcknowledgedToAProcessThatIsCutOffBindsOnceItHadItsLinksForLongEnough() {
        at("a.2", acknowledged(EXACT, 10, 12));
        at("coordinator", new Failover(s(11), s(15)), new Fault("a/hole", Harm.OWN, s(17), s(23)));
        at("b", read(EXACT, 29, 1));
        assertThat(violations(Rule.STALE)).isZero();

        at("b", read(EXACT, 31, 1));
        assertThat(violations(Rule.STALE)).isOne();
    }

    @Test
    void aFaultOfAnotherProcessPutsNothingOff() {
        at("a.2", acknowledged(EXACT, 10, 12));
        at("coordinator", new Failover(s(11), s(15)), new Fault("b/hole", Harm.OWN, s(17), s(23)));
        at("b", read(EXACT, 21, 1));
        assertThat(violations(Rule.STALE)).isOne();
    }

    @Test
    void whatALostPrimaryAcknowledgedToAProcessThatDiedIsLost() {
        at("a", acknowledged(EXACT, 10, 12));
        at("coordinator", new Failover(s(11), s(15)), new Killed("a", s(16)));
        at("b", read(EXACT, 30, 1));

        assertThat(violations(Rule.STALE)).isZero();
    }

    @Test
    void findsAReadFromTheFuture() {
        at("b", read(EXACT, 8, 2));
        assertThat(violations(Rule.FUTURE)).isOne();

        at("b", new Read(EXACT, s(8), s(11), 2, false));
        assertThat(violations(Rule.FUTURE)).isOne();
    }

    @Test
    void findsAVersionThatWasNeverCommitted() {
        at("b", read(EXACT, 20, 3));

        assertThat(violations(Rule.FUTURE)).isOne();
    }

    @Test
    void findsAReadThatThrew() {
        at("b", new Broken(EXACT, "IllegalStateException", s(1)));

        assertThat(violations(Rule.BROKEN)).isOne();
    }

    @Test
    void findsTwoLoadsAtATime() {
        at("a", load(EXACT, 20, 23));
        at("b", load(EXACT, 22, 24));

        assertThat(violations(Rule.SINGLE_FLIGHT)).isOne();
    }

    @Test
    void loadsOneAfterTheOtherAreFine() {
        at("a", load(EXACT, 20, 22));
        at("b", load(EXACT, 23, 24));

        assertThat(violations(Rule.SINGLE_FLIGHT)).isZero();
    }

    @Test
    void loadsMayOverlapAcrossAChange() {
        at("a", load(EXACT, 20, 25), load("exact:2", 20, 25));
        at("b", load(EXACT, 22, 26), load("exact:2", 22, 26), acknowledged(EXACT, 21, 22));

        assertThat(violations(Rule.SINGLE_FLIGHT)).isOne();
    }

    @Test
    void loadsMayOverlapWhileAKilledWritersFenceStands() {
        at("a", load("fenced:1", 20, 25), load(INTENT, 20, 25));
        at("b", load("fenced:1", 22, 26), load(INTENT, 22, 26));
        at("c", new Begun("fenced:1", Scope.ROW, s(1)), new Begun(INTENT, Scope.ROW, s(1) + 1));

        assertThat(violations(Rule.SINGLE_FLIGHT)).isOne();
    }

    @Test
    void loadsMayOverlapWhileAFenceStandsWhoseEndIsQueued() {
        at("a", load("fenced:1", 20, 25), queued("fenced:1", 1, 2));
        at("b", load("fenced:1", 22, 26));
        assertThat(violations(Rule.SINGLE_FLIGHT)).isZero();

        at("a", load(EXACT, 20, 25), queued(EXACT, 1, 2));
        at("b", load(EXACT, 22, 26));
        assertThat(violations(Rule.SINGLE_FLIGHT)).isOne();
    }

    @Test
    void loadsMayOverlapDuringAFaultThatEndsLeasesOnly() {
        at("a", load(EXACT, 20, 25));
        at("b", load(EXACT, 22, 26));
        at("coordinator", new Fault("server/script-flush", Harm.NONE, s(19), s(24)));
        assertThat(violations(Rule.SINGLE_FLIGHT)).isOne();

        at("coordinator", new Fault("server/flushall", Harm.ALL, s(21), s(21)));
        assertThat(violations(Rule.SINGLE_FLIGHT)).isZero();
    }

    @Test
    void loadsMayOverlapWhenTheStoreDidNotAnswer() {
        at("a", load(EXACT, 20, 25));
        at("b", load(EXACT, 22, 26), new StoreFailure("lease", s(22)));

        assertThat(violations(Rule.SINGLE_FLIGHT)).isZero();
    }

    @Test
    void loadsOfTwoNodesMayNotOverlapDuringTheFaultOfAThird() {
        at("a.1", load(EXACT, 20, 25));
        at("b.1", load(EXACT, 22, 26));
        at("coordinator", new Fault("c/hole", Harm.OWN, s(19), s(27)));
        assertThat(violations(Rule.SINGLE_FLIGHT)).isOne();

        at("coordinator", new Fault("b/hole", Harm.OWN, s(19), s(27)));
        assertThat(violations(Rule.SINGLE_FLIGHT)).isZero();
    }

    @Test
    void loadsMayNotOverlapInAQuietMoment() {
        at("a.1", load(EXACT, 20, 25));
        at("b.1", load(EXACT, 22, 26), new StoreFailure("find", s(18)));
        at("c.1", new StoreFailure("find", s(21)));
        at(
                "coordinator",
                new Fault("server/flushall", Harm.ALL, s(19), s(19)),
                new Fault("server/evict", Harm.ALL, s(23), s(24)));

        assertThat(violations(Rule.SINGLE_FLIGHT)).isOne();
    }

    @Test
    void loadsMayOverlapAcrossAPromotion() {
        at("a", load(EXACT, 20, 25), load(NEAR, 14, 17));
        at("b", load(EXACT, 22, 26), load(NEAR, 15, 17));
        at("coordinator", new Failover(s(11), s(23)));

        assertThat(violations(Rule.SINGLE_FLIGHT)).isOne();
    }

    @Test
    void loadsMayOverlapWhenAQueuedChangeIsSent() {
        at("c", new Pending(1, s(14)), queued(EXACT, 13, 15), new Pending(0, s(21)));
        at("a", load(EXACT, 20, 25), load(EXACT, 30, 33));
        at("b", load(EXACT, 22, 24), load(EXACT, 31, 34));

        assertThat(violations(Rule.SINGLE_FLIGHT)).isOne();
    }

    @Test
    void loadsMayOverlapWhenAChangeIsSentAgain() {
        at("c", acknowledged(EXACT, 13, 15), new Pending(1, s(21)), new Replayed(s(21)), new Pending(0, s(22)));
        at("a", load(EXACT, 20, 25), load(EXACT, 30, 33), load(NEAR, 20, 25));
        at("b", load(EXACT, 22, 24), load(EXACT, 31, 34), load(NEAR, 22, 24));

        assertThat(violations(Rule.SINGLE_FLIGHT)).isEqualTo(2);
    }

    @Test
    void loadsMayOverlapWhenAnotherGaveItsLeaseUp() {
        at("c", new Load(EXACT, s(18), s(20), s(20)), new StoreFailure("find", s(19)));
        at("a", load(EXACT, 21, 24));
        at("b", load(EXACT, 22, 24));
        assertThat(violations(Rule.SINGLE_FLIGHT)).isOne();

        at("c", new StoreFailure("lease", s(19)));
        assertThat(violations(Rule.SINGLE_FLIGHT)).isZero();
    }

    @Test
    void tellsHowManyLoadsAreBound() {
        at("a", load("exact:1", 20, 21), load("exact:2", 40, 41));
        at("b", load("exact:3", 22, 23), load("exact:4", 42, 43));
        at("coordinator", new Fault("server/flushall", Harm.ALL, s(21), s(21)));

        assertThat(check().boundLoads().shareOfTime()).isEqualTo(2 / 3.0);
    }

    @Test
    void loadsMayOverlapWhenTheSecondWaitedAsLongAsAllowed() {
        at("a", load(EXACT, 20, 40));
        at("b", new Load(EXACT, s(21), s(31), s(32)));

        assertThat(violations(Rule.SINGLE_FLIGHT)).isZero();
    }

    @Test
    void measuresHowStaleReadsWere() {
        at("a", acknowledged(NEAR, 10, 12));
        at("b", read(NEAR, 13, 2), read(NEAR, 14, 1));

        assertThat(check().staleness("near").max()).isEqualTo(s(2));
        assertThat(check().staleness("near").quantile(0.5)).isZero();
    }

    @Test
    void eventsSurviveBeingWritten() {
        at("a", acknowledged(NEAR, 10, 12), queued(NEAR, 1, 2), load(NEAR, 1, 2), read(NEAR, 13, 2));
        at("a", new Begun(NEAR, Scope.CACHE, 1), new Killed("b", 2), new Calm(3), new Failover(4, 5));
        at("a", new Fault("a/kill", Harm.OWN, 1, 2), new StoreFailure("find", 9), new Broken(NEAR, "Oops", 7));
        at("a", new Pending(3, 11), new Replayed(12));

        assertThat(events.get("a"))
                .allSatisfy(event -> assertThat(Event.parse(event.line())).isEqualTo(event));
    }

    private void at(String process, Event... noted) {
        events.computeIfAbsent(process, same -> new ArrayList<>()).addAll(List.of(noted));
    }

    private Verdict check() {
        return Checker.check(History.of(events), PROMISES);
    }

    private long violations(Rule rule) {
        return check().violations().of(rule);
    }

    private static Change acknowledged(String row, long start, long end) {
        return new Change(row, Scope.ROW, 2, s(start), s(end), true);
    }

    private static Change queued(String row, long start, long end) {
        return new Change(row, Scope.ROW, 2, s(start), s(end), false);
    }

    private static Read read(String row, long start, long version) {
        return new Read(row, s(start), s(start), version, false);
    }

    private static Load load(String row, long start, long end) {
        return new Load(row, s(start) - 1, s(start), s(end));
    }

    private static long s(long seconds) {
        return Duration.ofSeconds(seconds).toNanos();
    }
}
