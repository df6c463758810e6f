package dev.cachekit.recovery;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cachekit.contract.StoppedClock;
import dev.cachekit.recovery.Removal.Keys;
import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.Lane;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.jetbrains.kotlinx.lincheck.Actor;
import org.jetbrains.kotlinx.lincheck.execution.ExecutionScenario;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.junit.jupiter.api.Test;

/**
 * Acknowledgements, repetitions and replays in every interleaving of two threads: nobody reads here what is older than
 * the last removal that returned. The same code with one step left out must be caught.
 */
class RecoveryLincheckTest {

    /** A change beside what goes on in the background, possibly after another change. */
    private static void check(Class<? extends Operations> variant, Actor... before) {
        List<Actor> changes = List.of(actor("change"), actor("isFresh"));
        List<Actor> background = List.of(actor("recover"));
        new ModelCheckingOptions()
                .iterations(0)
                .addCustomScenario(new ExecutionScenario(
                        List.of(before), List.of(changes, background), List.of(actor("isFresh")), null))
                .invocationsPerIteration(400)
                .minimizeFailedScenario(false)
                .sequentialSpecification(AlwaysFresh.class)
                .check(variant);
    }

    private static Actor actor(String operation) {
        try {
            return new Actor(Operations.class.getMethod(operation), List.of());
        } catch (NoSuchMethodException missing) {
            throw new AssertionError(missing);
        }
    }

    @Test
    void aRepetitionNeverClearsWhatCameAfterIt() {
        check(Pending.class, actor("change"));
    }

    @Test
    void aRepetitionThatClearsWhatCameAfterItIsCaught() {
        assertThatThrownBy(() -> check(PendingClearedByKey.class, actor("change")))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void aReplayKnowsWhatWasOnItsWay() {
        check(Replay.class);
    }

    @Test
    void aJournalThatNotesOnlyAcknowledgementsIsCaught() {
        assertThatThrownBy(() -> check(ReplayOfAcknowledged.class)).isInstanceOf(AssertionError.class);
    }

    /** The operations; Lincheck wants public classes with public constructors. */
    public abstract static class Operations {

        /** Changes the database and removes the key from the store, or puts that off. */
        @Operation
        public abstract void change();

        /** What goes on in the background: a repetition, or a failover. */
        @Operation
        public abstract void recover();

        /** Tells whether a reader is served nothing that is older than the changes that had returned. */
        @Operation
        public abstract boolean isFresh();
    }

    /** What has to hold. */
    public static class AlwaysFresh extends Operations {
        @Override
        public void change() {}

        @Override
        public void recover() {}

        @Override
        public boolean isFresh() {
            return true;
        }
    }

    /** The store takes removals only from repetitions; every change is pending at first. */
    public static class Pending extends Operations {

        private static final EntryKey KEY = RecoveryScenario.key("k");

        private final AtomicInteger database = new AtomicInteger();
        private final AtomicInteger returned = new AtomicInteger();
        private final AtomicInteger removedUpTo = new AtomicInteger();
        private final PendingKeys pending;
        private final AtomicInteger calls = new AtomicInteger();

        public Pending() {
            this(new PendingKeys(new AtomicInteger()));
        }

        Pending(PendingKeys pending) {
            this.pending = pending;
        }

        @Override
        public void change() {
            int version = database.incrementAndGet();
            pending.add(KEY, calls.incrementAndGet());
            returned.accumulateAndGet(version, Math::max);
        }

        @Override
        public void recover() {
            Map<EntryKey, Long> batch = pending.next(1);
            if (!batch.isEmpty()) {
                removedUpTo.accumulateAndGet(database.get(), Math::max);
                pending.acknowledged(batch);
            }
        }

        @Override
        public boolean isFresh() {
            int needed = returned.get();
            return pending.has(KEY) || removedUpTo.get() >= needed;
        }
    }

    /** An acknowledgement clears the key, whoever wanted it removed meanwhile. */
    public static class PendingClearedByKey extends Pending {
        public PendingClearedByKey() {
            super(new PendingKeys(new AtomicInteger()) {
                @Override
                boolean forget(EntryKey key, long call) {
                    return super.forget(key, next(1).getOrDefault(key, call));
                }
            });
        }
    }

    /** A primary acknowledges removals; after the failover the other one serves, which has the first value of all. */
    public static class Replay extends Operations {

        private static final EntryKey KEY = RecoveryScenario.key("k");
        private static final Set<Lane> LANES = Set.of(KEY.lane());

        private final AtomicInteger database = new AtomicInteger();
        private final AtomicInteger returned = new AtomicInteger();
        private final AtomicInteger primary = new AtomicInteger();
        private final AtomicInteger[] removedUpTo = {new AtomicInteger(), new AtomicInteger()};
        private final AtomicInteger recovered = new AtomicInteger();
        private final Journal journal;

        public Replay() {
            this(new Journal(new StoppedClock()));
        }

        Replay(Journal journal) {
            this.journal = journal;
        }

        @Override
        public void change() {
            int version = database.incrementAndGet();
            journal.noting(new Keys(List.of(KEY)), () -> {
                removedUpTo[primary.get()].accumulateAndGet(version, Math::max);
                return CompletableFuture.completedFuture(null);
            });
            returned.accumulateAndGet(version, Math::max);
        }

        @Override
        public void recover() {
            primary.set(1);
            if (!journal.touching(LANES).isEmpty()) {
                removedUpTo[1].accumulateAndGet(database.get(), Math::max);
            }
            recovered.set(1);
        }

        /** Between the failover and the replay a node knows nothing better than what it is served. */
        @Override
        public boolean isFresh() {
            int needed = returned.get();
            return recovered.get() == 0 || removedUpTo[1].get() >= needed;
        }
    }

    /** What is on its way is not noted. */
    public static class ReplayOfAcknowledged extends Replay {
        public ReplayOfAcknowledged() {
            super(new Journal(new StoppedClock()) {
                @Override
                void sending(Removal removal) {}
            });
        }
    }
}
