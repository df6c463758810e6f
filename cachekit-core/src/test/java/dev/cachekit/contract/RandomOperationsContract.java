package dev.cachekit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.spi.Backplane;
import dev.cachekit.spi.EntryKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

/**
 * Random operations on one key, compared step by step with {@link EntryAutomaton}. A failure names the seed; run it
 * again with {@code -Dcachekit.seed=<seed>}.
 */
interface RandomOperationsContract extends StoreScenario {

    @Test
    default void behavesAsTheAutomatonWhateverHappens() {
        long seed = Long.getLong("cachekit.seed", ThreadLocalRandom.current().nextLong());
        for (int sequence = 0; sequence < randomSequences(); sequence++) {
            runSequence(seed + sequence, key("random" + sequence));
        }
    }

    private void runSequence(long seed, EntryKey key) {
        EntryAutomaton automaton = new EntryAutomaton(glob -> glob.startsWith("*"));
        OperationPlayer expected = new OperationPlayer(automaton, Backplane.NONE, key, automaton::passTime, null);
        OperationPlayer actual = new OperationPlayer(store(), backplane(), key, this::passTime, expected);
        RandomOperations operations = new RandomOperations(new Random(seed));
        List<String> history = new ArrayList<>();
        for (int step = 0; step < 40; step++) {
            RandomOperations.Operation operation = operations.next();
            history.add(operation.name());
            assertThat(actual.play(operation))
                    .as("seed %d after %s", seed, history)
                    .isEqualTo(expected.play(operation));
        }
    }
}
