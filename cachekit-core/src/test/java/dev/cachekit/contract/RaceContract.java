package dev.cachekit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.spi.Entry;
import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.LeaseReply;
import dev.cachekit.spi.Lookup;
import dev.cachekit.spi.Token;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The races of the protocol, many times over, with real threads. */
interface RaceContract extends StoreScenario {

    @Test
    default void aValueReadBeforeAnInvalidationIsNeverStoredAfterIt() {
        try (Contestants contestants = new Contestants()) {
            for (int round = 0; round < raceRounds(); round++) {
                Entry old = Sample.entry(granted(key()), "\"old\"");

                contestants.run(() -> fill(key(), old), () -> await(store().invalidate(List.of(key()))));

                assertThat(find(key())).as("round %d", round).isEqualTo(new Lookup.Absent());
            }
        }
    }

    @Test
    default void aValueReadBeforeAPatternInvalidationIsNeverStoredAfterIt() {
        try (Contestants contestants = new Contestants()) {
            for (int round = 0; round < raceRounds() / 10; round++) {
                Entry old = Sample.entry(granted(key()), "\"old\"");

                contestants.run(() -> fill(key(), old), () -> await(store().invalidatePattern(space(), "4?")));

                assertThat(find(key())).as("round %d", round).isEqualTo(new Lookup.Absent());
            }
        }
    }

    @Test
    default void anUnfencedWriteNeverSlipsPastAPatternInvalidation() {
        try (Contestants contestants = new Contestants()) {
            for (int round = 0; round < raceRounds() / 10; round++) {
                long before = stamp(key().lane());
                Entry old = Sample.entry(Sample.token(), "\"old\"");

                contestants.run(
                        () -> await(store().settle(key(), Sample.unfenced(old, before))),
                        () -> await(store().invalidatePattern(space(), "*")));

                assertThat(find(key())).as("round %d", round).isEqualTo(new Lookup.Absent());
            }
        }
    }

    @Test
    default void oneOfManyGetsTheLease() {
        try (Contestants contestants = new Contestants()) {
            for (int round = 0; round < raceRounds() / 4; round++) {
                EntryKey key = key("r" + round);
                Callable<LeaseReply> ask = () -> lease(key, Sample.token());

                List<LeaseReply> replies = contestants.run(ask, ask, ask, ask);

                assertThat(replies)
                        .filteredOn(LeaseReply.Granted.class::isInstance)
                        .hasSize(1);
                assertThat(replies)
                        .filteredOn(LeaseReply.Held.class::isInstance)
                        .hasSize(3);
            }
        }
    }

    @Test
    default void aLoadNeverEndsOverAWrite() {
        try (Contestants contestants = new Contestants()) {
            for (int round = 0; round < raceRounds(); round++) {
                EntryKey key = key("w" + round);
                Entry old = Sample.entry(granted(key), "\"old\"");
                Entry written = Sample.entry(Sample.token(), "\"new\"");

                contestants.run(() -> fill(key, old), () -> write(key, written));

                assertHolds(key, written);
            }
        }
    }

    /**
     * Readers, writers and invalidations of every kind race on one key of a small database. When all are done, the store
     * holds what the database holds, or nothing.
     */
    @Test
    default void whateverRacesNoOldValueStays() {
        try (Contestants contestants = new Contestants()) {
            for (int round = 0; round < raceRounds() / 2; round++) {
                Database database = new Database(this, key("d" + round));

                contestants.run(IntStream.range(0, 4)
                        .<Callable<String>>mapToObj(i -> database::actAtRandom)
                        .toList());

                assertThat(database.storedVersions())
                        .as("round %d: %s", round, database.history())
                        .isSubsetOf(database.version());
            }
        }
    }

    private Object write(EntryKey key, Entry written) {
        Token writer = written.token();
        fence(key, writer);
        return await(store().settle(key, Sample.settlement(written)));
    }
}
