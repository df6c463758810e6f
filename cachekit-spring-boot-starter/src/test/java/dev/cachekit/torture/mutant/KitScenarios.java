package dev.cachekit.torture.mutant;

import dev.cachekit.contract.EntryStoreContract;
import dev.cachekit.operation.CacheOptions;
import dev.cachekit.redisson.RedissonBackend;
import dev.cachekit.spi.Backplane;
import dev.cachekit.spi.EntryStore;
import java.time.Duration;

/** Tests of the kit as scenarios, for rules that no order of events of a few steps is about. */
final class KitScenarios {

    private KitScenarios() {}

    /** A store that does not do as the automaton does counts as one that serves what is old. */
    static final class RandomOperations extends Scenario {

        RandomOperations() {
            super(CacheOptions.NONE);
        }

        /** Many sequences, not one order of events. */
        @Override
        Duration longest() {
            return Duration.ofMinutes(1);
        }

        @Override
        String run(App a, App b) {
            try {
                new Kit(a.backend).behavesAsTheAutomatonWhateverHappens();
                return NEW;
            } catch (AssertionError differs) {
                return OLD;
            }
        }
    }

    private static final class Kit extends EntryStoreContract {

        private final RedissonBackend backend;

        Kit(RedissonBackend backend) {
            this.backend = backend;
        }

        @Override
        public EntryStore store() {
            return backend.entries();
        }

        @Override
        public Backplane backplane() {
            return backend.backplane();
        }

        @Override
        public void passTime(Duration duration) {
            Steps.pass(duration.plusMillis(20));
        }

        @Override
        public int randomSequences() {
            return 20;
        }
    }
}
