package dev.cachekit.strategy;

import dev.cachekit.Ttl;
import dev.cachekit.beat.Heartbeat;
import dev.cachekit.call.Caller;
import dev.cachekit.call.Stages;
import dev.cachekit.contract.Answers;
import dev.cachekit.contract.FaultyEntryStore;
import dev.cachekit.contract.LossyBackplane;
import dev.cachekit.contract.ManualScheduler;
import dev.cachekit.inprocess.InProcessBackend;
import dev.cachekit.key.Tokens;
import dev.cachekit.near.NearTiers;
import dev.cachekit.operation.CacheOptions;
import dev.cachekit.operation.CacheSetting;
import dev.cachekit.operation.CacheSettings;
import dev.cachekit.recovery.Removal;
import dev.cachekit.recovery.RemovalLog;
import dev.cachekit.spi.Backplane;
import dev.cachekit.spi.Bundle;
import dev.cachekit.spi.CacheSpace;
import dev.cachekit.spi.ContextCarrier;
import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.EntryStore;
import dev.cachekit.spi.Lookup;
import dev.cachekit.spi.Observer;
import dev.cachekit.spi.Token;
import dev.cachekit.spi.TransactionScope;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The strategies of one process: over a store of its own, or over that of another node as if both shared a Redis. */
final class TestNode {

    static final Ttl TTL = Ttl.of(Duration.ofHours(1));
    static final Duration DEADLINE = Duration.ofMillis(250);

    final ManualScheduler time;
    final FaultyEntryStore store;
    final TextCodec codec = new TextCodec();
    final EventLog events = new EventLog();
    final KeyLog keys = new KeyLog();
    final TestBackground background = new TestBackground();
    final CachePorts ports;
    final CacheStrategies strategies;
    final CacheRegion<@Nullable String> region;

    /** The transaction of each thread. */
    final ThreadLocal<TransactionScope> transaction = ThreadLocal.withInitial(() -> TransactionScope.NONE);

    /** What comes to this node from the lanes of the store. */
    final LossyBackplane link;

    final NearTiers near;

    private final EntryStore shared;
    private final Backplane lanes;

    /** What each bundle that was sent has asked the store for. */
    final List<String> bundles = new CopyOnWriteArrayList<>();

    private TestNode(ManualScheduler time, EntryStore shared, Backplane lanes, CacheOptions options) {
        this.time = time;
        this.shared = shared;
        this.lanes = lanes;
        this.link = new LossyBackplane(lanes);
        this.store = new FaultyEntryStore(shared, time);
        this.near = NearTiers.watching(link, new Heartbeat(link, time), time, events);
        this.ports = new CachePorts(
                store,
                this::bundle,
                near,
                time,
                events,
                keys,
                Observer.NONE,
                transaction::get,
                RemovalLog.NONE,
                new Tokens()::next,
                new Background(background, ContextCarrier.NONE),
                DEADLINE,
                true);
        this.strategies = new CacheStrategies(ports);
        this.region = region(CacheSettings.of(options));
    }

    /** Requests go at once; what they are is noted when the bundle is sent. */
    private Bundle bundle() {
        return new CountedBundle(store, bundles::add);
    }

    static TestNode create() {
        return with(options -> options);
    }

    static TestNode with(UnaryOperator<CacheOptions> options) {
        return with(options, store -> store);
    }

    static TestNode with(UnaryOperator<CacheOptions> options, UnaryOperator<EntryStore> mutation) {
        ManualScheduler time = new ManualScheduler();
        InProcessBackend backend = InProcessBackend.create(time, 10_000, Runnable::run);
        CacheOptions noJitter = CacheOptions.NONE.with(CacheSetting.JITTER, 0.0, "test");
        return new TestNode(time, mutation.apply(backend.entries()), backend.backplane(), options.apply(noJitter));
    }

    /** A node that keeps values in its process. */
    static TestNode withNear() {
        return with(options -> options.with(CacheSetting.NEAR_ENABLED, true, "test"));
    }

    private CacheRegion<@Nullable String> region(CacheSettings settings) {
        CacheSpace space = new CacheSpace("app", "texts", "texts");
        return settings.near().enabled()
                ? new CacheRegion<>(space, settings, codec, near.create(space, settings.near(), String.class, codec))
                : new CacheRegion<>(space, settings, codec);
    }

    /** Returns another process on the same store. */
    TestNode other() {
        return new TestNode(time, shared, lanes, region.settings().origin());
    }

    EntryKey key(String text) {
        return region.key(text);
    }

    /** Reads through the cache, standing still. */
    @Nullable
    String get(String key, Callable<@Nullable String> loader) {
        return outcome(stage(key, loader, Caller.BLOCKING));
    }

    CompletionStage<@Nullable String> stage(String key, Callable<@Nullable String> loader, Caller caller) {
        return strategies.reader().get(region, key(key), Load.of(region, loader), caller);
    }

    Optional<String> find(String key) {
        return outcome(strategies.reader().find(region, key(key), Caller.BLOCKING))
                .flatMap(found -> Optional.ofNullable(found.value()));
    }

    void put(String key, String value) {
        outcome(strategies.writer().put(region, key(key), value, TTL, Caller.BLOCKING));
    }

    boolean invalidate(String key) {
        return outcome(
                strategies.invalidator().remove(region.space(), new Removal.Keys(List.of(key(key))), Caller.BLOCKING));
    }

    /** Goes on when at least so many callers of this process wait for the load of a key that is led here. */
    void untilJoined(String key, int callers) {
        Token holder = stored(key) instanceof Lookup.Hit expired
                ? Objects.requireNonNull(expired.freshness().reloader())
                : ((Lookup.Loading) stored(key)).holder();
        Flight<?> flight =
                Objects.requireNonNull(strategies.reader().parts().flights().witnessed(holder));
        until(flight.outcome(), outcome -> outcome.getNumberOfDependents() >= callers);
    }

    /** What the store holds, whatever goes wrong on the way there. */
    Lookup stored(String key) {
        return Answers.of(shared.find(key(key)));
    }

    /** Runs in a transaction of this thread, which the test ends itself. */
    <T> T in(TestTransaction scope, Callable<T> work) {
        transaction.set(scope);
        try {
            return work.call();
        } catch (Exception e) {
            throw new AssertionError(e);
        } finally {
            transaction.remove();
        }
    }

    /** The value of a stage, within ten seconds. */
    static <T extends @Nullable Object> T outcome(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(10, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new AssertionError("the stage failed", e.getCause());
        } catch (TimeoutException | InterruptedException e) {
            throw new AssertionError("no outcome", e);
        }
    }

    /** The failure of a stage, within ten seconds. */
    static Throwable failureOf(CompletionStage<?> stage) {
        try {
            Object value = stage.toCompletableFuture().get(10, TimeUnit.SECONDS);
            throw new AssertionError("no failure but " + value);
        } catch (ExecutionException e) {
            return Stages.cause(Objects.requireNonNull(e.getCause()));
        } catch (TimeoutException | InterruptedException e) {
            throw new AssertionError("no outcome", e);
        }
    }

    /** Runs work on a thread of its own. */
    static <T extends @Nullable Object> FutureTask<T> started(Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        Thread thread = new Thread(task, "test");
        thread.setDaemon(true);
        thread.start();
        return task;
    }

    static <T extends @Nullable Object> T result(FutureTask<T> task) {
        try {
            return task.get(10, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new AssertionError("the thread failed", e.getCause());
        } catch (TimeoutException | InterruptedException e) {
            throw new AssertionError("the thread did not end", e);
        }
    }

    /** Lets time pass for a thread, and once more if it had read the clock but not yet set its timer. */
    <T extends @Nullable Object> T resultAfter(Duration duration, FutureTask<T> task) {
        time.advance(duration);
        try {
            task.get(1, TimeUnit.SECONDS);
        } catch (TimeoutException late) {
            time.advance(duration);
        } catch (ExecutionException | InterruptedException reported) {
            // by the next line
        }
        return result(task);
    }

    static void await(CountDownLatch latch) {
        try {
            if (!latch.await(10, TimeUnit.SECONDS)) {
                throw new AssertionError("waited in vain");
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Goes on when a condition holds that another thread brings about. */
    static <T> void until(T subject, Function<T, Boolean> condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!condition.apply(subject)) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError("did not come about");
            }
            Thread.onSpinWait();
        }
    }
}
