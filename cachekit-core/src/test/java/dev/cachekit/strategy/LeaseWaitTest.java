package dev.cachekit.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.contract.Fault;
import dev.cachekit.contract.FaultyEntryStore.Operation;
import dev.cachekit.contract.Sample;
import dev.cachekit.spi.Entry;
import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.LeaseEnd.Reason;
import dev.cachekit.spi.Token;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class LeaseWaitTest {

    private final TestNode node = TestNode.create();
    private final EntryKey key = node.key("k");
    private final Token holder = Sample.token();
    private final Entry entry = Sample.entry(holder, "v");

    /** A wait for a lease that somebody holds. */
    private LeaseWait begun() {
        TestNode.outcome(node.store.lease(key, Sample.request(holder)));
        LeaseWait wait = new LeaseWait(key, holder, node.ports);
        wait.begin(Sample.LONG);
        return wait;
    }

    private void fill() {
        TestNode.outcome(node.store.fill(key, entry, Sample.LONG_TTL));
    }

    private static Entry filledBy(LeaseWait wait) {
        return ((LeaseWait.End.Filled) wait.outcome().getNow(new LeaseWait.End.Gone()))
                .hit()
                .entry();
    }

    @Test
    void aMessageEndsItWithOneLook() {
        LeaseWait wait = begun();
        fill();
        wait.wake(Reason.FILLED);
        assertThat(filledBy(wait)).isEqualTo(entry);
        assertThat(node.store.count(Operation.FIND)).isEqualTo(1);
    }

    @Test
    void itLooksByItselfInCaseTheMessageIsLost() {
        LeaseWait wait = begun();
        node.time.advance(Duration.ofMillis(300));
        fill();
        node.time.advance(Duration.ofMillis(400));
        assertThat(filledBy(wait)).isEqualTo(entry);
    }

    @Test
    void aReleaseNeedsNoLook() {
        LeaseWait wait = begun();
        wait.wake(Reason.RELEASED);
        assertThat(wait.outcome()).isCompletedWithValue(new LeaseWait.End.Released());
        assertThat(node.store.count(Operation.FIND)).isZero();
    }

    @Test
    void aLeaseTakenByAnInvalidationIsGone() {
        LeaseWait wait = begun();
        TestNode.outcome(node.store.invalidate(List.of(key)));
        wait.wake(Reason.REVOKED);
        assertThat(wait.outcome()).isCompletedWithValue(new LeaseWait.End.Gone());
    }

    @Test
    void aLeaseWhoseHolderDiedIsGoneWhenItExpires() {
        TestNode.outcome(node.store.lease(key, Sample.shortRequest(holder)));
        LeaseWait wait = new LeaseWait(key, holder, node.ports);
        wait.begin(Sample.SHORT);
        node.time.advance(Sample.SHORT.plusMillis(10));
        assertThat(wait.outcome()).isCompletedWithValue(new LeaseWait.End.Gone());
    }

    @Test
    void aMessageDuringALookCausesAnotherLook() {
        LeaseWait wait = begun();
        node.store.next(Operation.FIND, new Fault.Delay(Duration.ofMillis(5)));
        wait.wake(Reason.FILLED);
        fill();
        wait.wake(Reason.FILLED);
        node.time.advance(Duration.ofMillis(5));
        assertThat(filledBy(wait)).isEqualTo(entry);
    }

    @Test
    void aLookThatFailsLeavesTheRestToTheCallers() {
        LeaseWait wait = begun();
        node.store.breakDown();
        wait.wake(Reason.FILLED);
        assertThat(wait.outcome()).isCompletedWithValue(new LeaseWait.End.Gone());
    }

    @Test
    void oneSuccessorLoadsForAll() {
        LeaseWait wait = begun();
        Flight<String> mine = node.strategies.reader().parts().flights().joinable(Sample.token());
        Flight<String> second = node.strategies.reader().parts().flights().joinable(Sample.token());
        assertThat(wait.successor(mine)).isSameAs(mine);
        assertThat(wait.successor(second)).isSameAs(mine);
    }

    @Test
    void theTimerIsQuietOnceTheWaitIsOver() {
        LeaseWait wait = begun();
        wait.wake(Reason.RELEASED);
        node.time.advance(Duration.ofSeconds(1));
        assertThat(node.time.pendingTasks()).isZero();
    }

    @Test
    void anEndThatIsToldBeforeTheWaitBeginsIsRemembered() {
        TestNode.outcome(node.store.lease(key, Sample.request(holder)));
        TestNode.outcome(node.store.lease(key, Sample.request(Sample.token())));
        fill();
        LeaseWait wait = node.strategies.reader().parts().waits().on(key, holder, Sample.LONG);
        assertThat(filledBy(wait)).isEqualTo(entry);
    }

    @Test
    void callersOfOneLeaseShareOneWait() {
        TestNode.outcome(node.store.lease(key, Sample.request(holder)));
        LeaseWaits waits = node.strategies.reader().parts().waits();
        assertThat(waits.on(key, holder, Sample.LONG)).isSameAs(waits.on(key, holder, Sample.LONG));
    }
}
