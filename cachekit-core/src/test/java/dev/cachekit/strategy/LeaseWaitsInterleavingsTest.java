package dev.cachekit.strategy;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cachekit.contract.EntryAutomaton;
import dev.cachekit.contract.Interleavings;
import dev.cachekit.near.NearTiers;
import dev.cachekit.recovery.RemovalLog;
import dev.cachekit.spi.CacheListener;
import dev.cachekit.spi.CacheSpace;
import dev.cachekit.spi.ContextCarrier;
import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.KeyListener;
import dev.cachekit.spi.LeaseEnd;
import dev.cachekit.spi.Observer;
import dev.cachekit.spi.Scheduler;
import dev.cachekit.spi.Token;
import dev.cachekit.spi.Transactions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jetbrains.lincheck.LincheckAssertionError;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** However the message of a lease's end and the beginning of a wait overlap: who waits is woken, without any timer. */
class LeaseWaitsInterleavingsTest {

    private static final Interleavings ONE_WAITER = Interleavings.of("", List.of("await", "end"), "everyoneIsWoken");

    private static final Interleavings TWO_WAITERS =
            Interleavings.of("await", List.of("end", "await"), "everyoneIsWoken");

    @Test
    void nobodyMissesTheMessage() {
        ONE_WAITER.check(AsItIs.class, Promise.class);
        TWO_WAITERS.check(AsItIs.class, Promise.class);
    }

    @ParameterizedTest
    @ValueSource(classes = {WithoutNotes.class, WithoutASecondLook.class})
    void aLostWakeUpIsNoticed(Class<? extends Operations> mutant) {
        assertThatThrownBy(() -> ONE_WAITER.check(mutant, Promise.class)).isInstanceOf(LincheckAssertionError.class);
    }

    /** Waits for one lease. */
    public abstract static class Operations {

        private static final EntryKey KEY = new EntryKey(new CacheSpace("app", "users", "users"), "1");
        private static final Token HOLDER = new Token("0000000000000001");

        private final Queue<LeaseWait> begun = new ConcurrentLinkedQueue<>();
        private final LeaseWaits waits;

        Operations(ConcurrentMap<Token, LeaseWait> waits, ConcurrentMap<Token, LeaseEnd> early) {
            this.waits = new LeaseWaits(ports(), waits, early);
        }

        @Operation
        public void await() {
            begun.add(waits.on(KEY, HOLDER, Duration.ofMinutes(1)));
        }

        @Operation
        public void end() {
            waits.ended(new LeaseEnd(HOLDER, LeaseEnd.Reason.RELEASED));
        }

        @Operation
        public boolean everyoneIsWoken() {
            return begun.stream().allMatch(wait -> wait.outcome().isDone());
        }

        private static CachePorts ports() {
            Scheduler clock = new Timeless();
            return new CachePorts(
                    new EntryAutomaton(),
                    () -> {
                        throw new IllegalStateException("nothing goes together here");
                    },
                    NearTiers.alone(clock, CacheListener.NONE),
                    clock,
                    CacheListener.NONE,
                    KeyListener.NONE,
                    Observer.NONE,
                    Transactions.NONE,
                    RemovalLog.NONE,
                    () -> HOLDER,
                    new Background(Runnable::run, ContextCarrier.NONE),
                    Duration.ofSeconds(1),
                    true);
        }
    }

    /** What has to come out. */
    public static class Promise {

        @Operation
        public void await() {}

        @Operation
        public void end() {}

        @Operation
        public boolean everyoneIsWoken() {
            return true;
        }
    }

    /** The code as it is. */
    public static class AsItIs extends Operations {
        public AsItIs() {
            super(new ConcurrentHashMap<>(), new ConcurrentHashMap<>());
        }
    }

    /** Mutant: nothing is noted for those who begin to wait later. */
    public static class WithoutNotes extends Operations {
        public WithoutNotes() {
            super(new ConcurrentHashMap<>(), new ConcurrentHashMap<>() {
                @Override
                public @Nullable LeaseEnd put(Token token, LeaseEnd end) {
                    return null;
                }
            });
        }
    }

    /** Mutant: after the note, nobody looks whether a wait has begun meanwhile. */
    public static class WithoutASecondLook extends Operations {
        public WithoutASecondLook() {
            super(
                    new ConcurrentHashMap<>() {
                        private final AtomicInteger looks = new AtomicInteger();

                        @Override
                        public @Nullable LeaseWait get(Object token) {
                            LeaseWait found = super.get(token);
                            return looks.incrementAndGet() == 2 ? null : found;
                        }
                    },
                    new ConcurrentHashMap<>());
        }
    }

    /** A clock that never moves and on which nothing falls due. */
    private static final class Timeless implements Scheduler {

        @Override
        public long nanoTime() {
            return 0;
        }

        @Override
        public Instant now() {
            return Instant.EPOCH;
        }

        @Override
        public Timer after(Duration delay, Runnable task) {
            return () -> {};
        }

        @Override
        public void close() {}
    }
}
