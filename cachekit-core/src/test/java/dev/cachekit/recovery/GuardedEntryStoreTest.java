package dev.cachekit.recovery;

import static dev.cachekit.recovery.RecoveryScenario.SPACE;
import static dev.cachekit.recovery.RecoveryScenario.beat;
import static dev.cachekit.recovery.RecoveryScenario.key;
import static dev.cachekit.recovery.RecoveryScenario.keyOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.BackendUnavailableException;
import dev.cachekit.contract.Answers;
import dev.cachekit.contract.Fault;
import dev.cachekit.contract.FaultyEntryStore.Operation;
import dev.cachekit.contract.Sample;
import dev.cachekit.operation.BreakerSettings;
import dev.cachekit.operation.FailoverRule;
import dev.cachekit.spi.Entry;
import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.EntryStore;
import dev.cachekit.spi.Lane;
import dev.cachekit.spi.Lookup;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GuardedEntryStoreTest {

    private static final EntryKey KEY = key("k");
    private static final Entry ENTRY = Sample.entry(Sample.token(), "1");
    private static final EntryKey OF_A = keyOf(Lane.all().get(0));
    private static final EntryKey OF_B = keyOf(Lane.all().get(Lane.COUNT - 1));

    private final RecoveryScenario scenario = new RecoveryScenario();
    private final Recovery recovery = Recovery.guarding(
            scenario.store,
            scenario.time,
            scenario,
            new Recovery.Rules(BreakerSettings.DEFAULT, FailoverRule.REPLAY, List::of));
    private final EntryStore store = recovery.store();

    record Request(String name, Function<EntryStore, CompletionStage<?>> send) {

        CompletionStage<?> begin(EntryStore store) {
            return send.apply(store);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Request> ends() {
        return Stream.of(
                new Request("fill", store -> store.fill(KEY, ENTRY, Sample.LONG_TTL)),
                new Request("release", store -> store.release(KEY, ENTRY.token())),
                new Request("release with rest", store -> store.release(KEY, ENTRY.token(), Sample.SHORT)));
    }

    static Stream<Request> requests() {
        return Stream.of(
                new Request("find", store -> store.find(KEY)),
                new Request("findAll", store -> store.findAll(List.of(KEY, OF_A))),
                new Request("lease", store -> store.lease(KEY, Sample.request(ENTRY.token()))),
                new Request("extend", store -> store.extend(KEY, ENTRY.token(), Sample.LONG)),
                new Request("invalidate", store -> store.invalidate(List.of(KEY))),
                new Request("invalidatePattern", store -> store.invalidatePattern(SPACE, "*")),
                new Request("clear", store -> store.clear(SPACE)),
                new Request("tagClock", store -> store.tagClock(SPACE)),
                new Request("invalidateTags", store -> store.invalidateTags(SPACE, Set.of("t"))),
                new Request("put", store -> store.put(KEY, ENTRY, Sample.LONG_TTL)),
                new Request("putIfAbsent", store -> store.putIfAbsent(KEY, ENTRY, Sample.LONG_TTL)),
                new Request("fence", store -> store.fence(KEY, ENTRY.token(), Sample.LONG)),
                new Request("settle", store -> store.settle(KEY, Sample.settlement(ENTRY))),
                new Request("stamps", EntryStore::stamps),
                new Request("ttl", store -> store.ttl(KEY)),
                new Request("expire", store -> store.expire(KEY, Sample.LONG_TTL)));
    }

    /** Two, because the first beat that is missed after the start blames nobody. */
    private void openBreaker() {
        recovery.onSilence(0, new BackendUnavailableException("test", null));
        recovery.onSilence(0, new BackendUnavailableException("test", null));
    }

    private long sent() {
        return Stream.of(Operation.values()).mapToLong(scenario.store::count).sum();
    }

    private static void assertUnavailable(CompletionStage<?> stage) {
        assertThat(stage)
                .failsWithin(0, TimeUnit.SECONDS)
                .withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(BackendUnavailableException.class);
    }

    @ParameterizedTest
    @MethodSource("requests")
    void everyRequestFailsAtOnceAndIsNotSentWhileTheBreakerIsOpen(Request request) {
        openBreaker();
        assertUnavailable(request.begin(store));
        assertThat(sent()).isZero();
    }

    @ParameterizedTest
    @MethodSource({"requests", "ends"})
    void everyRequestIsSentOnceAsItself(Request request) {
        scenario.store.breakDown();
        request.begin(scenario.store);
        List<Long> direct = counts();
        scenario.store.resetCounts();
        request.begin(store);
        assertThat(counts()).isEqualTo(direct);
    }

    private List<Long> counts() {
        return Stream.of(Operation.values()).map(scenario.store::count).toList();
    }

    @Test
    void aFillIsSentThoughTheBreakerIsOpenSoThatNobodyWaitsForItsLease() {
        Answers.of(store.lease(KEY, Sample.request(ENTRY.token())));
        openBreaker();
        assertThat(Answers.of(store.fill(KEY, ENTRY, Sample.LONG_TTL))).isTrue();
        assertThat(scenario.isStored(KEY)).isTrue();
    }

    @Test
    void aLeaseIsGivenBackThoughTheBreakerIsOpenSoThatNobodyWaitsForIt() {
        Answers.of(store.lease(KEY, Sample.request(ENTRY.token())));
        openBreaker();
        Answers.of(store.release(KEY, ENTRY.token()));
        assertThat(Answers.of(scenario.store.find(KEY))).isEqualTo(new Lookup.Absent());
    }

    @Test
    void answersPassUnchanged() {
        Answers.of(store.put(KEY, ENTRY, Sample.LONG_TTL));
        assertThat(Answers.of(store.find(KEY))).isInstanceOf(Lookup.Hit.class);
        Answers.of(store.invalidate(List.of(KEY)));
        assertThat(Answers.of(store.findAll(List.of(KEY)))).containsEntry(KEY, new Lookup.Absent());
        assertThat(Answers.of(store.findAll(List.of()))).isEmpty();
        assertThat(store.invalidate(List.of())).isCompleted();
    }

    @Test
    void ofManyKeysThoseAreRemovedWhosePrimaryIsWell() {
        recovery.onBeat(0, beat(Lane.all(), lane -> lane.number() == 0 ? "a" : "b"));
        recovery.onBeat(0, beat(Lane.all().subList(1, Lane.COUNT), lane -> "b"));
        scenario.fill(OF_A);
        scenario.fill(OF_B);
        assertUnavailable(store.invalidate(List.of(OF_A, OF_B)));
        assertThat(scenario.isStored(OF_A)).isTrue();
        assertThat(scenario.isStored(OF_B)).isFalse();
    }

    @Test
    void aStoreThatHangsIsLeftAloneOnceFiveRequestsHaveFailed() {
        for (int i = 0; i < 5; i++) {
            scenario.store.next(Operation.FIND, new Fault.Fail());
            store.find(KEY);
        }
        assertUnavailable(store.find(KEY));
        assertThat(scenario.store.count(Operation.FIND)).isEqualTo(5);
        recovery.onBeat(scenario.time.nanoTime(), beat("a"));
        Answers.of(store.find(KEY));
    }
}
