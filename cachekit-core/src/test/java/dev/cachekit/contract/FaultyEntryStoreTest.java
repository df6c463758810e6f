package dev.cachekit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.BackendUnavailableException;
import dev.cachekit.contract.FaultyEntryStore.Operation;
import dev.cachekit.spi.CacheSpace;
import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.LeaseReply;
import dev.cachekit.spi.Lookup;
import dev.cachekit.spi.Token;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class FaultyEntryStoreTest {

    private static final EntryKey KEY = new EntryKey(new CacheSpace("app", "users", "users"), "42");

    private final ManualScheduler scheduler = new ManualScheduler();
    private final FaultyEntryStore store = new FaultyEntryStore(new EntryAutomaton(), scheduler);
    private final Token loader = Sample.token();

    @Test
    void failsWithoutDoingAnything() {
        store.next(Operation.LEASE, new Fault.Fail());

        assertFails(lease());
        assertThat(find()).isCompletedWithValue(new Lookup.Absent());
        assertThat(lease()).isCompletedWithValue(new LeaseReply.Granted());
        assertThat(store.count(Operation.LEASE)).isEqualTo(2);
    }

    @Test
    void losesTheAnswerOfWhatWasDone() {
        store.next(Operation.LEASE, new Fault.LoseAnswer());

        assertFails(lease());
        assertThat(find()).isCompletedWithValue(new Lookup.Loading(loader));
    }

    @Test
    void hangsUntilReleased() {
        store.next(Operation.LEASE, new Fault.Hang());
        CompletionStage<LeaseReply> hanging = lease();

        assertThat(hanging).isNotCompleted();
        store.releaseHanging();

        assertThat(hanging).isCompletedWithValue(new LeaseReply.Granted());
    }

    @Test
    void delaysByTheScheduler() {
        store.next(Operation.LEASE, new Fault.Delay(Duration.ofSeconds(2)));
        CompletionStage<LeaseReply> delayed = lease();

        scheduler.advance(Duration.ofSeconds(1));
        assertThat(delayed).isNotCompleted();
        scheduler.advance(Duration.ofSeconds(1));

        assertThat(delayed).isCompletedWithValue(new LeaseReply.Granted());
    }

    @Test
    void breaksDownUntilItRecovers() {
        store.breakDown();
        assertFails(find());
        assertFails(lease());

        store.recover();

        assertThat(find()).isCompletedWithValue(new Lookup.Absent());
    }

    @Test
    void freezesUntilItRecovers() {
        store.freeze();
        CompletionStage<LeaseReply> frozen = lease();

        store.recover();

        assertThat(frozen).isCompletedWithValue(new LeaseReply.Granted());
    }

    private CompletionStage<LeaseReply> lease() {
        return store.lease(KEY, Sample.request(loader));
    }

    private CompletionStage<Lookup> find() {
        return store.find(KEY);
    }

    private static void assertFails(CompletionStage<?> stage) {
        assertThat(stage)
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .havingCause()
                .isInstanceOf(BackendUnavailableException.class);
    }
}
