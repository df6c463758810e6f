package dev.cachekit.inprocess;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cachekit.contract.EntryAutomaton;
import dev.cachekit.contract.StoppedClock;
import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.Settlement;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jetbrains.lincheck.LincheckAssertionError;
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
        twoThreads().iterations(3).invocationsPerIteration(50).check(OverConcurrentMap.class);
    }

    /** A clear touches every lane, so fewer of its interleavings can be explored. */
    @Test
    void everyInterleavingWithAClearHasAnOrder() {
        twoThreads()
                .iterations(2)
                .invocationsPerIteration(40)
                .actorsPerThread(2)
                .check(Clearing.class);
    }

    @Test
    void threeThreadsOnTheRealMapHaveAnOrder() {
        new StressOptions()
                .iterations(8)
                .invocationsPerIteration(100)
                .threads(3)
                .actorsPerThread(3)
                .sequentialSpecification(Reference.class)
                .check(OverCaffeine.class);
    }

    @Test
    void stepsThatAreNotAtomicHaveNoOrder() {
        assertThatThrownBy(() -> twoThreads().iterations(30).check(OverTornMap.class))
                .isInstanceOf(LincheckAssertionError.class);
    }

    @Test
    void writesThatTakeNoTurnsHaveNoOrder() {
        assertThatThrownBy(() -> twoThreads()
                        .actorsBefore(0)
                        .actorsPerThread(2)
                        .iterations(60)
                        .check(WithoutTurns.class))
                .isInstanceOf(LincheckAssertionError.class);
    }

    private static ModelCheckingOptions twoThreads() {
        return new ModelCheckingOptions()
                .invocationsPerIteration(80)
                .threads(2)
                .actorsPerThread(3)
                .actorsBefore(1)
                .actorsAfter(1)
                .minimizeFailedScenario(false)
                .sequentialSpecification(Reference.class);
    }

    /** The operations in which all races meet; Lincheck wants a public class with a public constructor. */
    @Param(name = "token", gen = IntGen.class, conf = "0:2")
    @Param(name = "few", gen = IntGen.class, conf = "0:1")
    public abstract static class FewOperations {

        final OneKey key;

        FewOperations(OneKey key) {
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
        public void invalidate() {
            key.invalidate();
        }

        @Operation
        public Settlement.Outcome settleUnfenced(
                @Param(name = "token") int token, @Param(name = "few") int stampBefore) {
            return key.settleUnfenced(token, stampBefore);
        }
    }

    /** All operations of one key. */
    public abstract static class Operations extends FewOperations {

        Operations(OneKey key) {
            super(key);
        }

        @Operation
        public String reload(@Param(name = "token") int token, @Param(name = "few") int value) {
            return key.reload(token, value);
        }

        @Operation
        public boolean fillTagged(@Param(name = "token") int token, @Param(name = "few") int later) {
            return key.fillTagged(token, 1 + later);
        }

        @Operation
        public void release(@Param(name = "token") int token) {
            key.release(token);
        }

        @Operation
        public void releaseAndRest(@Param(name = "token") int token) {
            key.releaseAndRest(token);
        }

        @Operation
        public void invalidateTag() {
            key.invalidateTag();
        }

        @Operation
        public boolean putIfAbsent(@Param(name = "token") int token) {
            return key.putIfAbsent(token);
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
            super(over(new ConcurrentHashMap<>(), new Lanes()));
        }
    }

    /** The store as it is used. */
    public static class OverCaffeine extends Operations {
        public OverCaffeine() {
            super(over(InProcessBackend.cells(new ElapsedTime(new StoppedClock()), 100), new Lanes()));
        }

        @Operation
        public void clear() {
            key.clear();
        }
    }

    /** The steps over a plain concurrent map, and the clear of the whole cache. */
    public static class Clearing extends FewOperations {
        public Clearing() {
            super(over(new ConcurrentHashMap<>(), new Lanes()));
        }

        @Operation
        public void clear() {
            key.clear();
        }
    }

    /** The same steps, but others may come between the look at a cell and its change. */
    public static class OverTornMap extends FewOperations {
        public OverTornMap() {
            super(over(new TornMap<>(), new Lanes()));
        }
    }

    /** The same steps, but writes of one lane may overlap; only the operations that need their turn. */
    @Param(name = "token", gen = IntGen.class, conf = "0:1")
    @Param(name = "few", gen = IntGen.class, conf = "0:1")
    public static class WithoutTurns {

        private final OneKey key = over(new ConcurrentHashMap<>(), new Lanes(OpenLock::new));

        @Operation
        public String find() {
            return key.find();
        }

        @Operation
        public void invalidate() {
            key.invalidate();
        }

        @Operation
        public Settlement.Outcome settleUnfenced(
                @Param(name = "token") int token, @Param(name = "few") int stampBefore) {
            return key.settleUnfenced(token, stampBefore);
        }
    }

    /**
     * What the answers have to be in some order. Two in the same state are equal, or else Lincheck goes on from each order of
     * operations anew, which may take minutes.
     */
    public static class Reference extends Operations {

        private final EntryAutomaton automaton;

        public Reference() {
            this(new EntryAutomaton());
        }

        private Reference(EntryAutomaton automaton) {
            super(new OneKey(automaton));
            this.automaton = automaton;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Reference same && automaton.state().equals(same.automaton.state());
        }

        @Override
        public int hashCode() {
            return automaton.state().hashCode();
        }

        @Operation
        public void clear() {
            key.clear();
        }
    }

    private static OneKey over(ConcurrentMap<EntryKey, Cell> cells, Lanes lanes) {
        return new OneKey(new InProcessEntryStore(
                cells, new ElapsedTime(new StoppedClock()), new Notices<>(Runnable::run), lanes));
    }
}
