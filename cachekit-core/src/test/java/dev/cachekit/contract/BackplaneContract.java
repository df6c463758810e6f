package dev.cachekit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.spi.Beat;
import dev.cachekit.spi.Entry;
import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.Lane;
import dev.cachekit.spi.LaneMessage;
import dev.cachekit.spi.LaneMessage.Removed;
import dev.cachekit.spi.LaneStamps;
import dev.cachekit.spi.LeaseRequest;
import dev.cachekit.spi.Tagging;
import dev.cachekit.spi.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Every raise of a stamp is told by one message, and beats tell the stamps. */
interface BackplaneContract extends StoreScenario {

    @Test
    default void anInvalidationIsToldThoughNothingWasThere() {
        assertThat(told(() -> await(store().invalidate(List.of(key()))))).isEqualTo(keys());
    }

    @Test
    default void aPutIsTold() {
        assertThat(told(() -> await(store().put(key(), entry(), Sample.LONG_TTL))))
                .isEqualTo(keys());
    }

    @Test
    default void aPutIfAbsentIsTold() {
        assertThat(told(() -> await(store().putIfAbsent(key(), entry(), Sample.LONG_TTL))))
                .isEqualTo(keys());
    }

    @Test
    default void aFenceIsTold() {
        assertThat(told(() -> fence(key(), Sample.token()))).isEqualTo(keys());
    }

    @Test
    default void aSettlementIsTold() {
        Entry entry = entry();
        fence(key(), entry.token());

        assertThat(told(() -> await(store().settle(key(), Sample.settlement(entry)))))
                .isEqualTo(keys());
    }

    @Test
    default void aRollbackIsTold() {
        assertThat(told(() -> await(store().settle(key(), Sample.rollback(Sample.token())))))
                .isEqualTo(keys());
    }

    @Test
    default void aNewLifetimeIsTold() {
        filled(key(), "1");

        assertThat(told(() -> await(store().expire(key(), Sample.LONG_TTL)))).isEqualTo(keys());
    }

    @Test
    default void loadsAreNotTold() {
        RecordedMessages messages = RecordedMessages.of(backplane());
        long before = stamp();

        Entry old = filled(key(), "1");
        Token reloader = Sample.token();
        await(store().lease(key(), new LeaseRequest(reloader, Sample.LONG, null, old.token())));
        fill(key(), Sample.entry(reloader, "2"));
        find(key());

        assertThat(stamp()).isEqualTo(before);
        await(store().invalidate(List.of(key())));
        assertThat(messages.between(key().lane(), before, stamp())).hasSize(1);
    }

    @Test
    default void refusalsAreNotTold() {
        filled(key(), "1");
        long before = stamp();

        await(store().putIfAbsent(key(), entry(), Sample.LONG_TTL));
        await(store().expire(key("absent"), Sample.LONG_TTL));

        assertThat(stamp()).isEqualTo(before);
    }

    @Test
    default void manyKeysAreToldInTheirLanes() {
        RecordedMessages messages = RecordedMessages.of(backplane());
        List<EntryKey> keys =
                IntStream.range(0, 200).mapToObj(i -> key("k " + i)).toList();
        LaneStamps before = await(store().stamps());

        await(store().invalidate(keys));

        LaneStamps after = await(store().stamps());
        for (Lane lane : Lane.all()) {
            List<LaneMessage.Key> told = messages.between(lane, before.of(lane), after.of(lane)).stream()
                    .flatMap(removed -> ((LaneMessage.Keys) removed).keys().stream())
                    .toList();
            assertThat(told)
                    .containsExactlyInAnyOrderElementsOf(keys.stream()
                            .filter(key -> key.lane().equals(lane))
                            .map(BackplaneContract::name)
                            .toList());
        }
    }

    @Test
    default void aClearIsToldInAllLanes() {
        assertEachLaneIsToldOf(() -> await(store().clear(space())), 1);
    }

    @Test
    default void aPatternIsToldBeforeAndAfterItRuns() {
        assertEachLaneIsToldOf(() -> await(store().invalidatePattern(space(), "nothing*")), 2);
    }

    @Test
    default void tagsAreToldInTheHomeLane() {
        RecordedMessages messages = RecordedMessages.of(backplane());
        Lane home = Lane.home(space().cache());
        long before = stamp(home);

        await(store().invalidateTags(space(), List.of("hot", "ä b")));

        assertThat(messages.between(home, before, stamp(home)))
                .containsExactly(new LaneMessage.Tags(space().prefix(), List.of("hot", "ä b")));
    }

    @Test
    default void theMessagesOfALaneAreOneChain() {
        RecordedMessages messages = RecordedMessages.of(backplane());
        long before = stamp();

        Entry entry = entry().withTags(Tagging.NONE);
        await(store().put(key(), entry, Sample.LONG_TTL));
        fence(key(), Sample.token());
        await(store().clear(space()));
        await(store().invalidate(List.of(key())));
        await(store().settle(key(), Sample.rollback(Sample.token())));

        assertThat(messages.between(key().lane(), before, stamp()))
                .containsExactly(keys(), keys(), new LaneMessage.Cache(space().prefix()), keys(), keys());
    }

    @Test
    default void theChainOfWritersThatRaceIsUnbroken() {
        RecordedMessages messages = RecordedMessages.of(backplane());
        long before = stamp();
        Callable<Object> writer = () -> {
            for (int i = 0; i < 25; i++) {
                await(store().invalidate(List.of(key())));
                await(store().put(key(), entry(), Sample.LONG_TTL));
            }
            return "done";
        };

        try (Contestants contestants = new Contestants()) {
            contestants.run(writer, writer, writer, writer);
        }

        assertThat(messages.between(key().lane(), before, stamp())).hasSize(200);
    }

    @Test
    default void aBeatTellsTheStampsOfAllLanes() {
        await(store().invalidate(List.of(key())));
        LaneStamps stamps = await(store().stamps());

        Map<Lane, Beat> beats = await(backplane().beat());

        assertThat(beats).containsOnlyKeys(Lane.all());
        assertThat(Lane.all())
                .allSatisfy(lane -> assertThat(beats.get(lane).stamp()).isEqualTo(stamps.of(lane)));
    }

    @Test
    default void aBeatIsNeverBehindTheMessages() {
        RecordedMessages messages = RecordedMessages.of(backplane());
        List<Long> heard = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            await(store().invalidate(List.of(key())));
            for (LaneMessage m = messages.arrived(key().lane()); m != null; m = messages.arrived(key().lane())) {
                heard.add(m.stamp());
            }
            long beat = await(backplane().beat()).get(key().lane()).stamp();
            assertThat(heard).allSatisfy(stamp -> assertThat(stamp).isLessThanOrEqualTo(beat));
        }
    }

    @Test
    default void thePrimaryKeepsItsName() {
        Map<Lane, Beat> first = await(backplane().beat());
        await(store().invalidate(List.of(key())));
        Map<Lane, Beat> second = await(backplane().beat());

        assertThat(Lane.all()).allSatisfy(lane -> {
            assertThat(first.get(lane).primary()).isNotBlank();
            assertThat(second.get(lane).primary()).isEqualTo(first.get(lane).primary());
        });
    }

    /** Returns the one thing that an operation tells in the lane of the key. */
    private Removed told(Runnable operation) {
        RecordedMessages messages = RecordedMessages.of(backplane());
        long before = stamp();
        operation.run();

        List<Removed> told = messages.between(key().lane(), before, stamp());
        assertThat(told).hasSize(1);
        return told.get(0);
    }

    private void assertEachLaneIsToldOf(Runnable operation, int messagesPerLane) {
        RecordedMessages messages = RecordedMessages.of(backplane());
        LaneStamps before = await(store().stamps());
        operation.run();

        LaneStamps after = await(store().stamps());
        assertThat(Lane.all())
                .allSatisfy(lane -> assertThat(messages.between(lane, before.of(lane), after.of(lane)))
                        .hasSize(messagesPerLane)
                        .endsWith(new LaneMessage.Cache(space().prefix())));
    }

    private long stamp() {
        return stamp(key().lane());
    }

    private Removed keys() {
        return new LaneMessage.Keys(List.of(name(key())));
    }

    private static LaneMessage.Key name(EntryKey key) {
        return new LaneMessage.Key(key.space().prefix(), key.text());
    }

    private static Entry entry() {
        return Sample.entry(Sample.token(), "1");
    }
}
