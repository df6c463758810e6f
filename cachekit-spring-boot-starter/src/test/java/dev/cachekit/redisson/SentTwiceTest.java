package dev.cachekit.redisson;

import static dev.cachekit.contract.Sample.LONG_TTL;
import static dev.cachekit.redisson.TestBackend.key;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.contract.Answers;
import dev.cachekit.contract.Sample;
import dev.cachekit.redisson.testing.RedisServer;
import dev.cachekit.spi.Entry;
import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.EntryStore;
import dev.cachekit.spi.LeaseReply;
import dev.cachekit.spi.LeaseRequest;
import dev.cachekit.spi.Lookup;
import dev.cachekit.spi.Settlement;
import dev.cachekit.spi.Tagging;
import dev.cachekit.spi.Token;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A command whose answer was lost is sent again, also after others came in between. */
class SentTwiceTest {

    private static final EntryKey KEY = key("42");
    private static RedisServer server;
    private static EntryStore store;
    private static TestBackend backend;

    private final Entry entry = Sample.entry(Sample.token(), "1");
    private final Token other = Sample.token();

    @BeforeAll
    static void start() {
        server = RedisServer.start();
        backend = new TestBackend(server);
        store = backend.store();
    }

    @AfterAll
    static void stop() {
        backend.close();
        server.close();
    }

    @BeforeEach
    void empty() {
        server.flushAll();
    }

    private LeaseReply lease(Token token) {
        return Answers.of(store.lease(KEY, Sample.request(token)));
    }

    private boolean fill() {
        return Answers.of(store.fill(KEY, entry, LONG_TTL));
    }

    private String stored() {
        return (String) server.send("GET", KEY.storeKey());
    }

    @Test
    void aLeaseIsGrantedAgainToItsHolder() {
        assertThat(lease(entry.token())).isEqualTo(new LeaseReply.Granted());
        assertThat(lease(entry.token())).isEqualTo(new LeaseReply.Granted());
    }

    @Test
    void aLeaseAfterItsFillFindsTheValue() {
        lease(entry.token());
        fill();
        assertThat(lease(entry.token()))
                .isInstanceOfSatisfying(
                        LeaseReply.Hit.class,
                        hit -> assertThat(hit.entry().token()).isEqualTo(entry.token()));
    }

    @Test
    void aFillIsStoredOnce() {
        lease(entry.token());
        assertThat(fill()).isTrue();
        assertThat(fill()).isTrue();
    }

    @Test
    void aFillDoesNotBringBackWhatWasInvalidatedInBetween() {
        lease(entry.token());
        fill();
        Answers.of(store.invalidate(List.of(KEY)));
        assertThat(fill()).isFalse();
        assertThat(stored()).isNull();
    }

    @Test
    void aReleaseLeavesTheNextLeaseAlone() {
        lease(entry.token());
        Answers.of(store.release(KEY, entry.token()));
        lease(other);
        Answers.of(store.release(KEY, entry.token()));
        assertThat(Answers.of(store.find(KEY))).isEqualTo(new Lookup.Loading(other));
    }

    @Test
    void aPutLeavesTheSameValue() {
        Answers.of(store.put(KEY, entry, LONG_TTL));
        Answers.of(store.put(KEY, entry, LONG_TTL));
        TestBackend.assertHolds(store, KEY, entry);
    }

    @Test
    void aPutIfAbsentSaysTwiceThatItStored() {
        assertThat(Answers.of(store.putIfAbsent(KEY, entry, LONG_TTL))).isTrue();
        assertThat(Answers.of(store.putIfAbsent(KEY, entry, LONG_TTL))).isTrue();
    }

    @Test
    void aFenceCountsItsWriterOnce() {
        Answers.of(store.fence(KEY, entry.token(), Sample.LONG));
        Answers.of(store.fence(KEY, entry.token(), Sample.LONG));
        assertThat(stored()).startsWith("CK2 T--- " + entry.token()).hasLineCount(2);
        assertThat(Answers.of(store.settle(KEY, Sample.settlement(entry)))).isEqualTo(Settlement.Outcome.STORED);
    }

    @Test
    void aFenceAfterAnotherWritersLeavesTheStateAsItIs() {
        Answers.of(store.fence(KEY, entry.token(), Duration.ofMinutes(1)));
        Answers.of(store.fence(KEY, other, Duration.ofMinutes(1)));
        String state = stored().substring(0, 43);
        Answers.of(store.fence(KEY, entry.token(), Duration.ofMinutes(1)));
        assertThat(stored()).startsWith(state).hasLineCount(3);
    }

    @Test
    void aSettlementStoresOnce() {
        Answers.of(store.fence(KEY, entry.token(), Sample.LONG));
        assertThat(Answers.of(store.settle(KEY, Sample.settlement(entry)))).isEqualTo(Settlement.Outcome.STORED);
        assertThat(Answers.of(store.settle(KEY, Sample.settlement(entry)))).isEqualTo(Settlement.Outcome.STORED);
    }

    @Test
    void anUnfencedSettlementStoresOnceThoughItRaisedTheStamp() {
        long stamp = Answers.of(store.stamps()).of(KEY.lane());
        Settlement settlement = Sample.unfenced(entry, stamp);
        assertThat(Answers.of(store.settle(KEY, settlement))).isEqualTo(Settlement.Outcome.STORED);
        assertThat(Answers.of(store.settle(KEY, settlement))).isEqualTo(Settlement.Outcome.STORED);
    }

    @Test
    void aSettlementDoesNotBringBackWhatWasInvalidatedInBetween() {
        Answers.of(store.fence(KEY, entry.token(), Sample.LONG));
        Answers.of(store.settle(KEY, Sample.settlement(entry)));
        Answers.of(store.invalidate(List.of(KEY)));
        assertThat(Answers.of(store.settle(KEY, Sample.settlement(entry)))).isEqualTo(Settlement.Outcome.INVALIDATED);
        assertThat(stored()).isNull();
    }

    @Test
    void aSettlementOfAWriterThatLeftKeepsTheOtherWriter() {
        Answers.of(store.fence(KEY, entry.token(), Sample.LONG));
        Answers.of(store.fence(KEY, other, Sample.LONG));
        Answers.of(store.settle(KEY, Sample.settlement(entry)));
        String left = stored();
        assertThat(left).startsWith("CK2 T-o- ").contains("\n" + other);
        Answers.of(store.settle(KEY, Sample.settlement(entry)));
        assertThat(withoutState(stored())).isEqualTo(withoutState(left));
    }

    @Test
    void aReloadIsGrantedAgainToItsHolder() {
        Answers.of(store.put(KEY, entry, LONG_TTL));
        LeaseRequest request = new LeaseRequest(other, Sample.LONG, null, entry.token());
        assertThat(Answers.of(store.lease(KEY, request))).isEqualTo(new LeaseReply.Granted());
        assertThat(Answers.of(store.lease(KEY, request))).isEqualTo(new LeaseReply.Granted());
    }

    @Test
    void aLeaseAfterAReloadFindsItsValue() {
        Answers.of(store.put(KEY, entry, LONG_TTL));
        LeaseRequest request = new LeaseRequest(other, Sample.LONG, null, entry.token());
        Answers.of(store.lease(KEY, request));
        Answers.of(store.fill(KEY, Sample.entry(other, "2"), LONG_TTL));
        assertThat(Answers.of(store.lease(KEY, request))).isInstanceOf(LeaseReply.Hit.class);
    }

    @Test
    void aReleaseOfAReloadLeavesTheNextReloadAlone() {
        Answers.of(store.put(KEY, entry, LONG_TTL));
        Answers.of(store.lease(KEY, new LeaseRequest(other, Sample.LONG, null, entry.token())));
        Answers.of(store.release(KEY, other, Duration.ZERO));
        Token next = Sample.token();
        Answers.of(store.lease(KEY, new LeaseRequest(next, Sample.LONG, null, entry.token())));
        Answers.of(store.release(KEY, other, Duration.ofMinutes(1)));
        assertThat(Answers.of(store.fill(KEY, Sample.entry(next, "2"), LONG_TTL)))
                .isTrue();
    }

    @Test
    void anInvalidationOfTagsOnlyEverRemoves() {
        Answers.of(store.invalidateTags(KEY.space(), List.of("red")));
        long clock = Answers.of(store.tagClock(KEY.space()));
        Answers.of(store.invalidateTags(KEY.space(), List.of("red")));
        assertThat(Answers.of(store.tagClock(KEY.space()))).isGreaterThan(clock);
        Entry tagged = entry.withTags(Tagging.of(clock, List.of("red")));
        Answers.of(store.put(KEY, tagged, LONG_TTL));
        assertThat(Answers.of(store.find(KEY))).isEqualTo(new Lookup.Absent());
    }

    /** The state's name changes whenever somebody leaves, or seems to. */
    private static String withoutState(String fence) {
        return fence.substring(0, 9) + fence.substring(25);
    }
}
