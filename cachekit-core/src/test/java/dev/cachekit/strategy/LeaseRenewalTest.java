package dev.cachekit.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.contract.Fault;
import dev.cachekit.contract.FaultyEntryStore.Operation;
import dev.cachekit.contract.Sample;
import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.LeaseRequest;
import dev.cachekit.spi.Lookup;
import dev.cachekit.spi.Token;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LeaseRenewalTest {

    private static final Duration LEASE = Duration.ofSeconds(3);

    private final TestNode node = TestNode.create();
    private final EntryKey key = node.key("k");
    private final Token token = Sample.token();

    private LeaseRenewal started() {
        TestNode.outcome(node.store.lease(key, new LeaseRequest(token, LEASE, null)));
        return LeaseRenewal.start(node.ports, Map.of(key, token), LEASE);
    }

    @Test
    void aLeaseOutlivesItsDuration() {
        started();
        node.time.advance(Duration.ofMinutes(5));
        assertThat(node.stored("k")).isEqualTo(new Lookup.Loading(token));
    }

    @Test
    void afterTheStopItExpires() {
        LeaseRenewal renewal = started();
        renewal.stop(key);
        node.time.advance(LEASE);
        assertThat(node.stored("k")).isEqualTo(new Lookup.Absent());
        assertThat(node.time.pendingTasks()).isZero();
    }

    @Test
    void aLoaderThatHangsKeepsOthersWaitingForTenMinutesAtMost() {
        started();
        node.time.advance(Duration.ofMinutes(10).plus(LEASE.multipliedBy(2)));
        assertThat(node.stored("k")).isEqualTo(new Lookup.Absent());
        assertThat(node.time.pendingTasks()).isZero();
    }

    @Test
    void aLostLeaseIsNotRenewed() {
        started();
        TestNode.outcome(node.store.invalidate(List.of(key)));
        node.time.advance(LEASE.multipliedBy(2));
        assertThat(node.store.count(Operation.EXTEND)).isEqualTo(1);
        assertThat(node.time.pendingTasks()).isZero();
    }

    @Test
    void aRenewalWithoutAnswerIsSentAgain() {
        started();
        node.store.next(Operation.EXTEND, new Fault.Hang());
        node.time.advance(LEASE);
        node.store.next(Operation.EXTEND, new Fault.Fail());
        node.time.advance(LEASE);
        assertThat(node.stored("k")).isEqualTo(new Lookup.Loading(token));
    }
}
