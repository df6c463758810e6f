package dev.cachekit.near;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cachekit.contract.Interleavings;
import dev.cachekit.contract.StoppedClock;
import dev.cachekit.operation.CopyMode;
import dev.cachekit.spi.CacheListener;
import dev.cachekit.spi.CacheSpace;
import dev.cachekit.spi.Encoding;
import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.Lane;
import dev.cachekit.spi.Payload;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import org.jetbrains.lincheck.LincheckAssertionError;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever overlaps: what this process has removed, its near cache does not serve. */
class NearGuardInterleavingsTest {

    private static final Interleavings FILL_AND_REMOVAL =
            Interleavings.of("", List.of("fill", "invalidate servesNothingRemoved"), "servesNothingRemoved");

    private static final Interleavings FILLS_AND_REMOVAL = Interleavings.of(
            "fill", List.of("fill servesNothingRemoved", "invalidate servesNothingRemoved"), "servesNothingRemoved");

    private static final Interleavings FILL_AND_CLEAR =
            Interleavings.of("fill", List.of("fill", "clear servesNothingRemoved"), "servesNothingRemoved");

    private static final Interleavings FILL_AND_TAG =
            Interleavings.of("", List.of("fill", "invalidateTag servesNothingRemoved"), "servesNothingRemoved");

    @Test
    void neverServesWhatThisProcessHasRemovedByTag() {
        FILL_AND_TAG.check(AsItIs.class, Promise.class);
    }

    @Test
    void aRemovalByTagThatIsNotCountedIsNoticed() {
        assertThatThrownBy(() -> FILL_AND_TAG.check(WithoutCount.class, Promise.class))
                .isInstanceOf(LincheckAssertionError.class);
    }

    @Test
    void neverServesWhatThisProcessHasRemoved() {
        FILL_AND_REMOVAL.check(AsItIs.class, Promise.class);
        FILLS_AND_REMOVAL.check(AsItIs.class, Promise.class);
        FILL_AND_CLEAR.check(AsItIs.class, Promise.class);
    }

    @ParameterizedTest
    @ValueSource(classes = {WithoutTicketCheck.class, RemovingBeforeRaising.class, CheckingBeforeTheAtomicStep.class})
    void everyBrokenRuleIsNoticed(Class<? extends Operations> mutant) {
        assertThatThrownBy(() -> FILL_AND_REMOVAL.check(mutant, Promise.class))
                .isInstanceOf(LincheckAssertionError.class);
    }

    @Test
    void aClearThatLeavesGenerationsAloneIsNoticed() {
        assertThatThrownBy(() -> FILL_AND_CLEAR.check(WithoutGenerations.class, Promise.class))
                .isInstanceOf(LincheckAssertionError.class);
    }

    /** One key; its value is the version of the data it was read from. */
    public abstract static class Operations {

        private static final CacheSpace SPACE = new CacheSpace("app", "users", "users");
        private static final EntryKey KEY = new EntryKey(SPACE, "1");
        private static final Payload PAYLOAD = new Payload(Encoding.JSON, "00000000", ByteBuffer.allocate(0));

        private final AtomicInteger store = new AtomicInteger();
        private final AtomicInteger removed = new AtomicInteger();
        private final NearTier<Integer> near;

        Operations(FillGuard guard, ConcurrentMap<String, NearEntry<Integer>> map) {
            NearPorts ports = new NearPorts(new StoppedClock(), Lanes.ALWAYS_LIVE, CacheListener.NONE);
            Sharing<Integer> sharing = Sharing.of(CopyMode.NEVER, Integer.class, new NoCodec());
            this.near = new NearTier<>("users", Duration.ofMinutes(1), sharing, ports, guard, map);
        }

        @Operation
        public void fill() {
            Ticket ticket = near.ticket(KEY);
            int read = store.get();
            near.put(ticket, new NearValue<>(read, PAYLOAD, Duration.ofMinutes(1), List.of("tag"), true));
        }

        @Operation
        public void invalidate() {
            int version = store.incrementAndGet();
            near.invalidate(KEY.text());
            removed.accumulateAndGet(version, Math::max);
        }

        @Operation
        public void invalidateTag() {
            int version = store.incrementAndGet();
            near.invalidateTags(List.of("tag"));
            removed.accumulateAndGet(version, Math::max);
        }

        @Operation
        public void clear() {
            int version = store.incrementAndGet();
            near.clear();
            removed.accumulateAndGet(version, Math::max);
        }

        @Operation
        public boolean servesNothingRemoved() {
            int before = removed.get();
            Kept<Integer> kept = near.get(KEY);
            return kept == null || kept.value() >= before;
        }
    }

    /** What has to come out. */
    public static class Promise {

        @Operation
        public void fill() {}

        @Operation
        public void invalidate() {}

        @Operation
        public void invalidateTag() {}

        @Operation
        public void clear() {}

        @Operation
        public boolean servesNothingRemoved() {
            return true;
        }
    }

    /** The code as it is, over a map whose every interleaving can be explored. */
    public static class AsItIs extends Operations {
        public AsItIs() {
            super(new FillGuard(Lane.home("users")), new ConcurrentHashMap<>());
        }
    }

    /** Mutant: invalidations by tag are all the first one. */
    public static class WithoutCount extends Operations {
        public WithoutCount() {
            super(
                    new FillGuard(Lane.home("users")) {
                        @Override
                        long raiseWholeCache() {
                            return 0;
                        }
                    },
                    new ConcurrentHashMap<>());
        }
    }

    /** Mutant: every ticket is good. */
    public static class WithoutTicketCheck extends Operations {
        public WithoutTicketCheck() {
            super(
                    new FillGuard(Lane.home("users")) {
                        @Override
                        boolean permits(Ticket ticket) {
                            return true;
                        }
                    },
                    new ConcurrentHashMap<>());
        }
    }

    /** Mutant: the entry is removed first, the epoch raised afterwards. */
    public static class RemovingBeforeRaising extends Operations {
        public RemovingBeforeRaising() {
            this(new LateGuard());
        }

        private RemovingBeforeRaising(LateGuard guard) {
            super(guard, new ConcurrentHashMap<>() {
                @Override
                public @Nullable NearEntry<Integer> remove(Object key) {
                    NearEntry<Integer> gone = super.remove(key);
                    guard.raiseNow((String) key);
                    return gone;
                }
            });
        }
    }

    private static final class LateGuard extends FillGuard {

        LateGuard() {
            super(Lane.home("users"));
        }

        @Override
        void raise(String key) {}

        void raiseNow(String key) {
            super.raise(key);
        }
    }

    /** Mutant: the ticket is checked, then the entry is put, in two steps. */
    public static class CheckingBeforeTheAtomicStep extends Operations {
        public CheckingBeforeTheAtomicStep() {
            super(new FillGuard(Lane.home("users")), new ConcurrentHashMap<>() {
                @Override
                public NearEntry<Integer> compute(
                        String key,
                        BiFunction<
                                        ? super String,
                                        ? super @Nullable NearEntry<Integer>,
                                        ? extends @Nullable NearEntry<Integer>>
                                change) {
                    NearEntry<Integer> entry = change.apply(key, get(key));
                    if (entry != null) {
                        put(key, entry);
                    }
                    return entry;
                }
            });
        }
    }

    /** Mutant: emptying the map is all that a clear does. */
    public static class WithoutGenerations extends Operations {
        public WithoutGenerations() {
            super(
                    new FillGuard(Lane.home("users")) {
                        @Override
                        void drop(Lane lane) {}
                    },
                    new ConcurrentHashMap<>());
        }
    }
}
