package dev.cachekit.lock;

import dev.cachekit.annotation.LockMode;
import dev.cachekit.call.Caller;
import dev.cachekit.call.StoreTime;
import dev.cachekit.contract.ManualScheduler;
import dev.cachekit.contract.Sample;
import dev.cachekit.inprocess.InProcessLockStore;
import dev.cachekit.recovery.Guard;
import dev.cachekit.spi.LockKey;
import dev.cachekit.spi.LockListener;
import dev.cachekit.spi.Observer;
import dev.cachekit.spi.Scheduler;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Two processes that share one store, on a clock that the test moves. */
final class LockScene {

    static final Duration WAIT = Duration.ofSeconds(30);
    static final Caller CONTINUED = Caller.continuedOn(Runnable::run);

    final ManualScheduler time = new ManualScheduler();
    final InProcessLockStore truth = new InProcessLockStore(time, Runnable::run);
    final FaultyLockStore store = new FaultyLockStore(truth);
    final List<String> events = new CopyOnWriteArrayList<>();
    final Locks locks = node(store, time);
    final FaultyLockStore otherStore = new FaultyLockStore(truth);
    final Locks other = node(otherStore, time);

    Locks node(FaultyLockStore link, Scheduler clock) {
        LockPorts ports = new LockPorts(
                link,
                Guard.NONE,
                clock,
                caller -> new StoreTime(clock, Duration.ofSeconds(1), caller),
                Sample::token,
                new Recorder(),
                Observer.NONE,
                Runnable::run);
        return new Locks(ports, new InProcessLockStore(clock, Runnable::run));
    }

    static LockKey key(String text) {
        return new LockKey("jobs", text);
    }

    static LockDemand demand(LockMode mode, Duration wait, @Nullable Duration lease, String... keys) {
        return LockDemand.of("jobs", Stream.of(keys).map(LockScene::key).toList(), mode, wait, lease);
    }

    static LockDemand exclusive(String... keys) {
        return demand(LockMode.EXCLUSIVE, WAIT, null, keys);
    }

    static LockDemand once(String... keys) {
        return demand(LockMode.EXCLUSIVE, Duration.ZERO, null, keys);
    }

    /** Takes what must be free. */
    static Hold held(Locks locks, LockDemand demand) {
        return asked(locks, demand).join().orElseThrow();
    }

    static CompletableFuture<Optional<Hold>> asked(Locks locks, LockDemand demand) {
        return locks.acquire(demand, CONTINUED).toCompletableFuture();
    }

    /** Whether somebody else could take the key now. */
    boolean isFree(String key) {
        Optional<Hold> hold = asked(other, once(key)).join();
        hold.ifPresent(Hold::close);
        return hold.isPresent();
    }

    private final class Recorder implements LockListener {

        @Override
        public void onAcquired(String lock, Duration waited) {
            events.add("acquired after " + waited);
        }

        @Override
        public void onBusy(String lock, Duration waited) {
            events.add("busy after " + waited);
        }

        @Override
        public void onReleased(String lock, Duration held) {
            events.add("released after " + held);
        }

        @Override
        public void onLost(String lock) {
            events.add("lost");
        }

        @Override
        public void onLockFailure(String lock, Throwable failure) {
            events.add("failed " + failure.getClass().getSimpleName());
        }
    }
}
