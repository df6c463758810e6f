package dev.cachekit.torture.history;

import static dev.cachekit.torture.history.HandMadeHistory.EXACT;
import static dev.cachekit.torture.history.HandMadeHistory.INTENT;
import static dev.cachekit.torture.history.HandMadeHistory.NEAR;
import static dev.cachekit.torture.history.HandMadeHistory.acknowledged;
import static dev.cachekit.torture.history.HandMadeHistory.load;
import static dev.cachekit.torture.history.HandMadeHistory.queued;
import static dev.cachekit.torture.history.HandMadeHistory.s;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.torture.history.Event.Begun;
import dev.cachekit.torture.history.Event.Failover;
import dev.cachekit.torture.history.Event.Fault;
import dev.cachekit.torture.history.Event.Harm;
import dev.cachekit.torture.history.Event.Load;
import dev.cachekit.torture.history.Event.Pending;
import dev.cachekit.torture.history.Event.Replayed;
import dev.cachekit.torture.history.Event.Scope;
import dev.cachekit.torture.history.Event.StoreFailure;
import dev.cachekit.torture.history.Violations.Rule;
import org.junit.jupiter.api.Test;

/** Which loads of a row may overlap. */
class SingleFlightRuleTest {

    private final HandMadeHistory history = new HandMadeHistory();

    @Test
    void findsTwoLoadsAtATime() {
        history.at("a", load(EXACT, 20, 23));
        history.at("b", load(EXACT, 22, 24));

        assertThat(history.violations(Rule.SINGLE_FLIGHT)).isOne();
    }

    @Test
    void loadsOneAfterTheOtherAreFine() {
        history.at("a", load(EXACT, 20, 22));
        history.at("b", load(EXACT, 23, 24));

        assertThat(history.violations(Rule.SINGLE_FLIGHT)).isZero();
    }

    @Test
    void loadsMayOverlapAcrossAChange() {
        history.at("a", load(EXACT, 20, 25), load("exact:2", 20, 25));
        history.at("b", load(EXACT, 22, 26), load("exact:2", 22, 26), acknowledged(EXACT, 21, 22));

        assertThat(history.violations(Rule.SINGLE_FLIGHT)).isOne();
    }

    @Test
    void loadsMayOverlapWhileAKilledWritersFenceStands() {
        history.at("a", load("fenced:1", 20, 25), load(INTENT, 20, 25));
        history.at("b", load("fenced:1", 22, 26), load(INTENT, 22, 26));
        history.at("c", new Begun("fenced:1", Scope.ROW, s(1)), new Begun(INTENT, Scope.ROW, s(1) + 1));

        assertThat(history.violations(Rule.SINGLE_FLIGHT)).isOne();
    }

    @Test
    void loadsMayOverlapWhileAFenceStandsWhoseEndIsQueued() {
        history.at("a", load("fenced:1", 20, 25), queued("fenced:1", 1, 2));
        history.at("b", load("fenced:1", 22, 26));
        assertThat(history.violations(Rule.SINGLE_FLIGHT)).isZero();

        history.at("a", load(EXACT, 20, 25), queued(EXACT, 1, 2));
        history.at("b", load(EXACT, 22, 26));
        assertThat(history.violations(Rule.SINGLE_FLIGHT)).isOne();
    }

    @Test
    void loadsMayOverlapDuringAFaultThatEndsLeasesOnly() {
        history.at("a", load(EXACT, 20, 25));
        history.at("b", load(EXACT, 22, 26));
        history.at("coordinator", new Fault("server/script-flush", Harm.NONE, s(19), s(24)));
        assertThat(history.violations(Rule.SINGLE_FLIGHT)).isOne();

        history.at("coordinator", new Fault("server/flushall", Harm.ALL, s(21), s(21)));
        assertThat(history.violations(Rule.SINGLE_FLIGHT)).isZero();
    }

    @Test
    void loadsMayOverlapWhenTheStoreDidNotAnswer() {
        history.at("a", load(EXACT, 20, 25));
        history.at("b", load(EXACT, 22, 26), new StoreFailure("lease", s(22)));

        assertThat(history.violations(Rule.SINGLE_FLIGHT)).isZero();
    }

    @Test
    void loadsOfTwoNodesMayNotOverlapDuringTheFaultOfAThird() {
        history.at("a.1", load(EXACT, 20, 25));
        history.at("b.1", load(EXACT, 22, 26));
        history.at("coordinator", new Fault("c/hole", Harm.OWN, s(19), s(27)));
        assertThat(history.violations(Rule.SINGLE_FLIGHT)).isOne();

        history.at("coordinator", new Fault("b/hole", Harm.OWN, s(19), s(27)));
        assertThat(history.violations(Rule.SINGLE_FLIGHT)).isZero();
    }

    @Test
    void loadsMayNotOverlapInAQuietMoment() {
        history.at("a.1", load(EXACT, 20, 25));
        history.at("b.1", load(EXACT, 22, 26), new StoreFailure("find", s(18)));
        history.at("c.1", new StoreFailure("find", s(21)));
        history.at(
                "coordinator",
                new Fault("server/flushall", Harm.ALL, s(19), s(19)),
                new Fault("server/evict", Harm.ALL, s(23), s(24)));

        assertThat(history.violations(Rule.SINGLE_FLIGHT)).isOne();
    }

    @Test
    void loadsMayOverlapAcrossAPromotion() {
        history.at("a", load(EXACT, 20, 25), load(NEAR, 14, 17));
        history.at("b", load(EXACT, 22, 26), load(NEAR, 15, 17));
        history.at("coordinator", new Failover(s(11), s(23)));

        assertThat(history.violations(Rule.SINGLE_FLIGHT)).isOne();
    }

    @Test
    void loadsMayOverlapWhenAQueuedChangeIsSent() {
        history.at("c", new Pending(1, s(14)), queued(EXACT, 13, 15), new Pending(0, s(21)));
        history.at("a", load(EXACT, 20, 25), load(EXACT, 30, 33));
        history.at("b", load(EXACT, 22, 24), load(EXACT, 31, 34));

        assertThat(history.violations(Rule.SINGLE_FLIGHT)).isOne();
    }

    @Test
    void loadsMayOverlapWhenAChangeIsSentAgain() {
        history.at("c", acknowledged(EXACT, 13, 15), new Pending(1, s(21)), new Replayed(s(21)), new Pending(0, s(22)));
        history.at("a", load(EXACT, 20, 25), load(EXACT, 30, 33), load(NEAR, 20, 25));
        history.at("b", load(EXACT, 22, 24), load(EXACT, 31, 34), load(NEAR, 22, 24));

        assertThat(history.violations(Rule.SINGLE_FLIGHT)).isEqualTo(2);
    }

    @Test
    void loadsMayOverlapWhenAnotherGaveItsLeaseUp() {
        history.at("c", new Load(EXACT, s(18), s(20), s(20)), new StoreFailure("find", s(19)));
        history.at("a", load(EXACT, 21, 24));
        history.at("b", load(EXACT, 22, 24));
        assertThat(history.violations(Rule.SINGLE_FLIGHT)).isOne();

        history.at("c", new StoreFailure("lease", s(19)));
        assertThat(history.violations(Rule.SINGLE_FLIGHT)).isZero();
    }

    @Test
    void tellsHowManyLoadsAreBound() {
        history.at("a", load("exact:1", 20, 21), load("exact:2", 40, 41));
        history.at("b", load("exact:3", 22, 23), load("exact:4", 42, 43));
        history.at("coordinator", new Fault("server/flushall", Harm.ALL, s(21), s(21)));

        assertThat(history.check().boundLoads().shareOfTime()).isEqualTo(2 / 3.0);
    }

    @Test
    void loadsMayOverlapWhenTheSecondWaitedAsLongAsAllowed() {
        history.at("a", load(EXACT, 20, 40));
        history.at("b", new Load(EXACT, s(21), s(31), s(32)));

        assertThat(history.violations(Rule.SINGLE_FLIGHT)).isZero();
    }
}
