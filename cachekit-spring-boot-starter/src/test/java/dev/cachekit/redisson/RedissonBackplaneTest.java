package dev.cachekit.redisson;

import static dev.cachekit.redisson.TestBackend.SPACE;
import static dev.cachekit.redisson.TestBackend.key;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.BackendUnavailableException;
import dev.cachekit.contract.Answers;
import dev.cachekit.contract.Sample;
import dev.cachekit.redisson.testing.RedisServer;
import dev.cachekit.spi.Beat;
import dev.cachekit.spi.Entry;
import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.EntryStore;
import dev.cachekit.spi.Lane;
import dev.cachekit.spi.LaneMessage;
import dev.cachekit.spi.LaneMessage.Removed;
import dev.cachekit.spi.LaneStamps;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the nodes are told of changes, and what a beat answers. */
class RedissonBackplaneTest {

    private static final EntryKey KEY = key("42");
    private static final Removed THE_KEY = new LaneMessage.Keys(List.of(new LaneMessage.Key("carts", "42")));
    private static final Removed NOTHING = new LaneMessage.Keys(List.of());

    private final RedisServer server = RedisServer.startLocal();
    private final TestBackend backend = new TestBackend(server);
    private final EntryStore store = backend.store();
    private final RecordedChanges changes = new RecordedChanges();

    @BeforeEach
    void listen() {
        backend.backend.backplane().listen(changes);
        changes.awaitSubscribed(1);
        Answers.of(store.stamps());
    }

    @AfterEach
    void close() {
        backend.close();
        server.close();
    }

    private long stamp() {
        return Answers.of(store.stamps()).of(KEY.lane());
    }

    /** What the change's one message tells. */
    private Removed told(CompletionStage<?> change) {
        Answers.of(change);
        LaneMessage message = changes.awaitStamp(KEY.lane(), stamp());
        changes.assertChained(KEY.lane());
        return message.removed();
    }

    @Test
    void everyChangeOfAKeyIsToldWithTheStampsBeforeAndAfter() {
        Entry entry = Sample.entry(Sample.token(), "1");
        Entry absent = Sample.entry(Sample.token(), "2");
        assertThat(told(store.put(KEY, entry, Sample.LONG_TTL))).isEqualTo(THE_KEY);
        assertThat(told(store.expire(KEY, Sample.LONG_TTL))).isEqualTo(THE_KEY);
        assertThat(told(store.invalidate(List.of(KEY)))).isEqualTo(THE_KEY);
        assertThat(told(store.putIfAbsent(KEY, absent, Sample.LONG_TTL))).isEqualTo(THE_KEY);
        assertThat(told(store.fence(KEY, entry.token(), Sample.LONG))).isEqualTo(THE_KEY);
        assertThat(told(store.settle(KEY, Sample.settlement(entry)))).isEqualTo(THE_KEY);
        assertThat(told(store.settle(KEY, Sample.rollback(Sample.token())))).isEqualTo(THE_KEY);
        assertThat(changes.of(KEY.lane())).hasSize(8);
    }

    @Test
    void anInvalidationIsToldThoughThereWasNothing() {
        assertThat(told(store.invalidate(List.of(KEY)))).isEqualTo(THE_KEY);
    }

    @Test
    void aFillIsNotTold() {
        Entry entry = Sample.entry(Sample.token(), "1");
        Answers.of(store.lease(KEY, Sample.request(entry.token())));
        Answers.of(store.fill(KEY, entry, Sample.LONG_TTL));

        told(store.invalidate(List.of(KEY)));

        assertThat(changes.of(KEY.lane())).hasSize(2); // with the lane's first stamp
    }

    @Test
    void aClearIsToldInAllLanes() {
        assertThat(told(store.clear(SPACE))).isEqualTo(new LaneMessage.Cache("carts"));
        LaneStamps stamps = Answers.of(store.stamps());
        assertThat(Lane.all())
                .allSatisfy(lane -> assertThat(
                                changes.awaitStamp(lane, stamps.of(lane)).removed())
                        .isEqualTo(new LaneMessage.Cache("carts")));
    }

    @Test
    void anInvalidationOfTagsIsToldInTheHomeLane() {
        Lane home = Lane.home(SPACE.cache());
        Answers.of(store.invalidateTags(SPACE, List.of("red", "big one")));
        assertThat(changes.awaitStamp(home, Answers.of(store.stamps()).of(home)).removed())
                .isEqualTo(new LaneMessage.Tags("carts", List.of("red", "big one")));
    }

    @Test
    void aPatternIsToldAsNothingThenTheCache() {
        Answers.of(store.put(KEY, Sample.entry(Sample.token(), "1"), Sample.LONG_TTL));
        changes.awaitStamp(KEY.lane(), stamp());
        changes.clear();

        assertThat(told(store.invalidatePattern(SPACE, "4?"))).isEqualTo(new LaneMessage.Cache("carts"));

        assertThat(changes.of(KEY.lane()))
                .extracting(LaneMessage::removed)
                .containsExactly(NOTHING, new LaneMessage.Cache("carts"));
    }

    @Test
    void aRecordThatWasLostBreaksTheChain() {
        told(store.invalidate(List.of(KEY)));
        long before = stamp();
        server.flushAll();

        Answers.of(store.invalidate(List.of(KEY)));

        LaneMessage message = changes.awaitStamp(KEY.lane(), stamp());
        assertThat(message.previous()).isZero();
        assertThat(message.stamp()).isGreaterThan(before);
    }

    @Test
    void aListenerIsToldThatItMayHaveMissedMessages() {
        int before = changes.timesSubscribed();
        server.send("CLIENT", "KILL", "TYPE", "pubsub");

        changes.awaitSubscribed(before + 1);

        Awaitility.await().atMost(10, TimeUnit.SECONDS).ignoreExceptions().untilAsserted(() -> {
            Answers.of(store.invalidate(List.of(KEY)));
            assertThat(changes.of(KEY.lane())).isNotEmpty();
        });
    }

    @Test
    void aListenerIsToldAgainAfterARestart() {
        int before = changes.timesSubscribed();
        server.kill();
        server.restart();

        changes.awaitSubscribed(before + 1);
        Awaitility.await().atMost(10, TimeUnit.SECONDS).ignoreExceptions().untilAsserted(() -> {
            Answers.of(store.invalidate(List.of(KEY)));
            assertThat(changes.of(KEY.lane())).isNotEmpty();
        });
    }

    @Test
    void aSecondListenerHearsTheSame() {
        RecordedChanges second = new RecordedChanges();
        backend.backend.backplane().listen(second);

        told(store.invalidate(List.of(KEY)));

        assertThat(second.timesSubscribed()).isPositive();
        assertThat(second.awaitStamp(KEY.lane(), stamp()).removed()).isEqualTo(THE_KEY);
    }

    @Test
    void aBeatReadsTheStampOfEveryLane() {
        Answers.of(store.invalidate(
                IntStream.range(0, 50).mapToObj(i -> key("k" + i)).toList()));
        LaneStamps stamps = Answers.of(store.stamps());

        Map<Lane, Beat> beats = beat();

        assertThat(beats).containsOnlyKeys(Lane.all());
        assertThat(Lane.all())
                .allSatisfy(lane -> assertThat(beats.get(lane).stamp()).isEqualTo(stamps.of(lane)));
    }

    @Test
    void aBeatGivesMissingLanesAStamp() {
        server.flushAll();

        Map<Lane, Beat> beats = beat();

        assertThat(beats.values()).allMatch(beat -> beat.stamp() > 0).hasSize(Lane.COUNT);
        assertThat(server.keys()).hasSize(Lane.COUNT);
        assertThat(beat()).isEqualTo(beats);
    }

    @Test
    void aBeatKeepsTheRecordsOfLanesAlive() {
        String record = "shop:{" + KEY.lane().tag() + "}#";
        server.send("PEXPIRE", record, "60000");

        beat();

        assertThat((Long) server.send("PTTL", record)).isBetween(604_790_000L, 604_800_000L);
    }

    @Test
    void aBeatNamesTheLifeOfItsPrimary() {
        String before = beat().get(KEY.lane()).primary();
        assertThat(beat().get(KEY.lane()).primary()).isEqualTo(before).matches("[0-9a-f]{16}");

        server.kill();
        server.restart();

        Awaitility.await()
                .atMost(10, TimeUnit.SECONDS)
                .ignoreExceptions()
                .untilAsserted(
                        () -> assertThat(beat().get(KEY.lane()).primary()).isNotEqualTo(before));
    }

    @Test
    void aBeatIsOneCommand() {
        beat();
        server.resetStats();

        beat();

        assertThat(server.commandStats()).containsEntry("evalsha", 1L).containsEntry("info", 1L);
    }

    @Test
    void aBeatIsRefusedByAPrimaryThatMayNotWrite() {
        server.send("CONFIG", "SET", "min-replicas-to-write", "1");

        assertThat(backend.backend.backplane().beat())
                .failsWithin(5, TimeUnit.SECONDS)
                .withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(BackendUnavailableException.class);
    }

    private Map<Lane, Beat> beat() {
        return Answers.of(backend.backend.backplane().beat());
    }
}
