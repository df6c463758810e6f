package dev.cachekit.lock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.contract.Answers;
import dev.cachekit.lock.Turns.Line;
import dev.cachekit.lock.Turns.Turn;
import dev.cachekit.spi.LockKey;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TurnsTest {

    private static final LockKey KEY = new LockKey("jobs", "1");
    private static final int THREADS = 4;
    private static final int ROUNDS = 5_000;

    private final Turns turns = new Turns(1);

    @Test
    void theFirstHasItAtOnceAndTheOthersInTheirOrder() {
        Turn first = turns.enter(KEY);
        Turn second = turns.enter(KEY);
        Turn third = turns.enter(KEY);
        assertThat(first.come()).isDone();
        assertThat(second.come()).isNotDone();

        first.leave();

        assertThat(second.come()).isDone();
        assertThat(third.come()).isNotDone();
    }

    @Test
    void severalMayHaveTheirTurnAtATime() {
        Turns two = new Turns(2);
        Turn first = two.enter(KEY);
        Turn second = two.enter(KEY);
        Turn third = two.enter(KEY);
        Turn fourth = two.enter(KEY);
        assertThat(second.come()).isDone();
        assertThat(third.come()).isNotDone();

        second.leave();
        assertThat(third.come()).isDone();
        assertThat(fourth.come()).isNotDone();
        List.of(first, third, fourth).forEach(Turn::leave);

        assertThat(two.lines()).isZero();
    }

    @Test
    void aTurnThatNobodyTookIsThereForTheNext() {
        Turns two = new Turns(2);
        Turn first = two.enter(KEY);
        two.enter(KEY).leave();

        assertThat(two.enter(KEY).come()).isDone();
        assertThat(first.come()).isDone();
    }

    @Test
    void whoGaveUpIsPassedOver() {
        Turn first = turns.enter(KEY);
        turns.enter(KEY).leave();
        Turn third = turns.enter(KEY);

        first.leave();

        assertThat(third.come()).isDone();
    }

    @Test
    void leavingTwiceLetsOneCome() {
        Turn first = turns.enter(KEY);
        turns.enter(KEY);
        Turn third = turns.enter(KEY);

        first.leave();
        first.leave();

        assertThat(third.come()).isNotDone();
    }

    @Test
    void nothingIsKeptOfALineThatIsOver() {
        Turn first = turns.enter(KEY);
        Turn second = turns.enter(KEY);
        second.leave();
        first.leave();

        assertThat(turns.lines()).isZero();
    }

    @Test
    void oneHasTheTurnAtATimeAndItIsNeverLost() {
        Crowd crowd = new Crowd(turns);

        crowd.rush();

        assertThat(crowd.isInOrder()).isTrue();
    }

    @Test
    void aLineThatIsLookedAtInOneStepAndEnteredInAnotherLetsTwoCome() {
        TornMap map = new TornMap();
        Turns torn = new Turns(1, map);
        List<Turn> both = new ArrayList<>();
        map.meanwhile = () -> both.add(torn.enter(KEY));

        both.add(torn.enter(KEY));

        assertThat(both).hasSize(2).allMatch(turn -> turn.come().isDone());
    }

    /** Many threads that come and leave, or give up. */
    private record Crowd(Turns turns, AtomicInteger inside, AtomicInteger faults) {

        Crowd(Turns turns) {
            this(turns, new AtomicInteger(), new AtomicInteger());
        }

        void rush() {
            List<CompletableFuture<Void>> threads = IntStream.range(0, THREADS)
                    .mapToObj(i -> CompletableFuture.runAsync(() -> comeAndGo(i), task -> new Thread(task).start())
                            .exceptionally(failure -> {
                                faults.incrementAndGet();
                                return null;
                            }))
                    .toList();
            threads.forEach(Answers::of);
        }

        private void comeAndGo(int thread) {
            for (int round = 0; round < ROUNDS; round++) {
                if ((round + thread) % 3 == 0) {
                    turns.enter(KEY).leave();
                } else {
                    takeTurn();
                }
            }
        }

        private void takeTurn() {
            Turn turn = turns.enter(KEY);
            turn.come().copy().orTimeout(10, TimeUnit.SECONDS).join();
            if (inside.incrementAndGet() > 1) {
                faults.incrementAndGet();
            }
            inside.decrementAndGet();
            turn.leave();
        }

        boolean isInOrder() {
            return faults.get() == 0 && turns.lines() == 0;
        }
    }

    /** Mutant: something happens between the look at a line and its change. */
    private static final class TornMap extends ConcurrentHashMap<LockKey, Line> {

        private static final long serialVersionUID = 1L;

        private transient Runnable meanwhile = () -> {};

        @Override
        public @Nullable Line compute(
                LockKey key, BiFunction<? super LockKey, ? super @Nullable Line, ? extends @Nullable Line> change) {
            Line seen = get(key);
            Runnable other = meanwhile;
            meanwhile = () -> {};
            other.run();
            Line line = change.apply(key, seen);
            if (line != null) {
                put(key, line);
            }
            return line;
        }
    }
}
