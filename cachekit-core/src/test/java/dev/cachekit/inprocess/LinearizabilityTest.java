package dev.cachekit.inprocess;

import dev.cachekit.contract.EntryAutomaton;
import dev.cachekit.contract.StoppedClock;
import dev.cachekit.spi.Settlement;
import java.util.concurrent.ConcurrentHashMap;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.junit.jupiter.api.Test;

/** Whatever threads do to one key at once, the answers are those of some order of the same operations. */
class LinearizabilityTest {

    @Test
    void everyInterleavingOfTwoThreadsHasAnOrder() {
        new ModelCheckingOptions()
                .iterations(4)
                .invocationsPerIteration(80)
                .threads(2)
                .actorsPerThread(3)
                .actorsBefore(1)
                .actorsAfter(1)
                .sequentialSpecification(Reference.class)
                .check(OverConcurrentMap.class);
    }

    @Test
    void threeThreadsOnTheRealMapHaveAnOrder() {
        new StressOptions()
                .iterations(6)
                .invocationsPerIteration(100)
                .threads(3)
                .actorsPerThread(3)
                .sequentialSpecification(Reference.class)
                .check(OverCaffeine.class);
    }

    /** The operations; Lincheck wants a public class with a public constructor. */
    @Param(name = "token", gen = IntGen.class, conf = "0:2")
    public abstract static class Operations {

        private final OneKey key;

        Operations(OneKey key) {
            this.key = key;
        }

        @Operation
        public String find() {
            return key.find();
        }

        @Operation
        public String lease(@Param(name = "token") int token) {
            return key.lease(token);
        }

        @Operation
        public boolean fill(@Param(name = "token") int token) {
            return key.fill(token);
        }

        @Operation
        public void release(@Param(name = "token") int token) {
            key.release(token);
        }

        @Operation
        public void invalidate() {
            key.invalidate();
        }

        @Operation
        public void fence(@Param(name = "token") int token) {
            key.fence(token);
        }

        @Operation
        public Settlement.Outcome settle(@Param(name = "token") int token) {
            return key.settle(token);
        }
    }

    /** The steps over a plain concurrent map, whose every interleaving can be explored. */
    public static class OverConcurrentMap extends Operations {
        public OverConcurrentMap() {
            super(new OneKey(new InProcessEntryStore(
                    new ConcurrentHashMap<>(),
                    new ElapsedTime(new StoppedClock()),
                    new LeaseEnds(Runnable::run),
                    new Lanes())));
        }
    }

    /** The store as it is used. */
    public static class OverCaffeine extends Operations {
        public OverCaffeine() {
            super(new OneKey(InProcessBackend.create(new StoppedClock(), 100, Runnable::run)
                    .entries()));
        }
    }

    /** What the answers have to be in some order. */
    public static class Reference extends Operations {
        public Reference() {
            super(new OneKey(new EntryAutomaton()));
        }
    }
}
