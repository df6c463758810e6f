package dev.cachekit.near;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cachekit.contract.Interleavings;
import dev.cachekit.contract.StoppedClock;
import dev.cachekit.operation.CopyMode;
import dev.cachekit.spi.Beat;
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
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jetbrains.lincheck.LincheckAssertionError;
import org.jetbrains.lincheck.datastructures.Operation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever is lost or overlaps: a served value is at least as new as the data was when the last good beat was sent. Time is
 * told here by the version of the data, so "the moment a beat was sent" is the version at that moment.
 */
class LaneTrackerInterleavingsTest {

    /** Others change, so that the chain goes on, or only a beat tells. */
    private static final Interleavings LOSS_THEN_MESSAGE = Interleavings.of(
            "beat fill",
            List.of("changeLost changeOfAnotherKey beat", "servesNothingOlder beat"),
            "servesNothingOlder");

    private static final Interleavings LOSS_THEN_BEAT =
            Interleavings.of("beat fill", List.of("changeLost beat", "fill servesNothingOlder"), "servesNothingOlder");

    private static final Interleavings MESSAGE_AND_BEAT =
            Interleavings.of("beat fill", List.of("change", "beat servesNothingOlder", "fill"), "servesNothingOlder");

    private static final Interleavings RENEWAL =
            Interleavings.of("beat fill", List.of("changeLost resubscribed beat", "fill"), "servesNothingOlder");

    @Test
    void confirmsALaneOnlyWhenNothingOlderIsServedInIt() {
        LOSS_THEN_MESSAGE.check(AsItIs.class, Promise.class);
        LOSS_THEN_BEAT.check(AsItIs.class, Promise.class);
        MESSAGE_AND_BEAT.check(AsItIs.class, Promise.class);
        RENEWAL.check(AsItIs.class, Promise.class);
    }

    @Test
    void aGapThatIsIgnoredIsNoticed() {
        assertNoticed(LOSS_THEN_MESSAGE, IgnoringGaps.class);
    }

    @ParameterizedTest
    @ValueSource(classes = {IgnoringBeats.class, WithoutDropping.class})
    void aLossThatTheBeatShowsAndIsIgnoredIsNoticed(Class<? extends Operations> mutant) {
        assertNoticed(LOSS_THEN_BEAT, mutant);
    }

    @Test
    void aMessageThatIsAppliedAfterTheStampMovesOnIsNoticed() {
        assertNoticed(MESSAGE_AND_BEAT, ApplyingLate.class);
    }

    private static void assertNoticed(Interleavings scenario, Class<? extends Operations> mutant) {
        assertThatThrownBy(() -> scenario.check(mutant, Promise.class)).isInstanceOf(LincheckAssertionError.class);
    }

    /** The data behind the key, and the stamp of its lane. */
    private record Shot(int version, long stamp) {

        Shot changed() {
            return new Shot(version + 1, stamp + 1);
        }

        Shot otherKeyChanged() {
            return new Shot(version, stamp + 1);
        }
    }

    /** One lane and a near cache with one key of it. */
    public abstract static class Operations {

        private static final EntryKey KEY = new EntryKey(new CacheSpace("app", "users", "users"), "1");
        private static final Payload PAYLOAD = new Payload(Encoding.JSON, "00000000", ByteBuffer.allocate(0));
        private static final long LONG_AGO = -1;

        private final AtomicReference<Shot> store = new AtomicReference<>(new Shot(0, 0));
        private final NearTier<Integer> near;
        private final LaneTracker tracker;

        Operations(Function<Consumer<DropReason>, LaneTracker> make) {
            NearPorts ports = new NearPorts(new StoppedClock(), Lanes.ALWAYS_LIVE, CacheListener.NONE);
            Sharing<Integer> sharing = Sharing.of(CopyMode.NEVER, Integer.class, new NoCodec());
            this.near = new NearTier<>(
                    "users",
                    Duration.ofMinutes(1),
                    sharing,
                    ports,
                    new FillGuard(Lane.home("users")),
                    new ConcurrentHashMap<>());
            this.tracker = make.apply(reason -> near.drop(KEY.lane()));
        }

        @Operation
        public void fill() {
            Ticket ticket = near.ticket(KEY);
            int read = store.get().version();
            near.put(ticket, new NearValue<>(read, PAYLOAD, Duration.ofMinutes(1), List.of(), true));
        }

        @Operation
        public void change() {
            long stamp = store.getAndUpdate(Shot::changed).stamp();
            tracker.onMessage(stamp, stamp + 1, () -> near.invalidate(KEY.text()));
        }

        @Operation
        public void changeLost() {
            store.getAndUpdate(Shot::changed);
        }

        @Operation
        public void changeOfAnotherKey() {
            long stamp = store.getAndUpdate(Shot::otherKeyChanged).stamp();
            tracker.onMessage(stamp, stamp + 1, () -> {});
        }

        @Operation
        public void beat() {
            int sent = store.get().version();
            Beat answer = new Beat(store.get().stamp(), "primary");
            if (!tracker.onBeat(sent, answer)) {
                tracker.onBeatOverdue(sent, answer);
            }
        }

        @Operation
        public void resubscribed() {
            tracker.distrust(DropReason.SUBSCRIBED, LONG_AGO);
        }

        @Operation
        public boolean servesNothingOlder() {
            long confirmed = tracker.confirmedNanos();
            Kept<Integer> kept = near.get(KEY);
            return kept == null || kept.value() >= confirmed;
        }
    }

    /** What has to come out. */
    public static class Promise {

        @Operation
        public void fill() {}

        @Operation
        public void change() {}

        @Operation
        public void changeLost() {}

        @Operation
        public void changeOfAnotherKey() {}

        @Operation
        public void beat() {}

        @Operation
        public void resubscribed() {}

        @Operation
        public boolean servesNothingOlder() {
            return true;
        }
    }

    /** The code as it is. */
    public static class AsItIs extends Operations {
        public AsItIs() {
            super(drop -> new LaneTracker(drop, Operations.LONG_AGO));
        }
    }

    /** Mutant: a message that does not follow on the last is taken for one that does. */
    public static class IgnoringGaps extends Operations {
        public IgnoringGaps() {
            super(drop -> new LaneTracker(drop, Operations.LONG_AGO) {
                @Override
                boolean isGap(long previous, long known) {
                    return false;
                }
            });
        }
    }

    /** Mutant: what the store answers is not compared with what was heard. */
    public static class IgnoringBeats extends Operations {
        public IgnoringBeats() {
            super(drop -> new LaneTracker(drop, Operations.LONG_AGO) {
                @Override
                boolean isAhead(long stamp, long known) {
                    return false;
                }
            });
        }
    }

    /** Mutant: a loss is noticed, and nothing follows from it. */
    public static class WithoutDropping extends Operations {
        public WithoutDropping() {
            super(drop -> new LaneTracker(reason -> {}, Operations.LONG_AGO));
        }
    }

    /** Mutant: what a message removes is removed when the message has already counted. */
    public static class ApplyingLate extends Operations {
        public ApplyingLate() {
            super(drop -> new LaneTracker(drop, Operations.LONG_AGO) {
                @Override
                void onMessage(long previous, long stamp, Runnable removal) {
                    super.onMessage(previous, stamp, () -> {});
                    removal.run();
                }
            });
        }
    }
}
