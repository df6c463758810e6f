package dev.cachekit.engine;

import dev.cachekit.CacheKit;
import dev.cachekit.InvalidConfigurationException;
import dev.cachekit.KeyFunction;
import dev.cachekit.LimitPlan;
import dev.cachekit.Ttl;
import dev.cachekit.beat.Heartbeat;
import dev.cachekit.codec.JacksonCodec;
import dev.cachekit.flight.FlightOptions;
import dev.cachekit.inprocess.InProcessBackend;
import dev.cachekit.key.KeySpaces;
import dev.cachekit.key.Tokens;
import dev.cachekit.limit.LimiterOptions;
import dev.cachekit.near.NearTiers;
import dev.cachekit.operation.BreakerSettings;
import dev.cachekit.operation.CacheOptions;
import dev.cachekit.operation.CacheSetting;
import dev.cachekit.operation.FailoverRule;
import dev.cachekit.operation.LockOptions;
import dev.cachekit.recovery.Recovery;
import dev.cachekit.recovery.RemovalLog;
import dev.cachekit.spi.Backend;
import dev.cachekit.spi.CacheListener;
import dev.cachekit.spi.Codec;
import dev.cachekit.spi.ContextCarrier;
import dev.cachekit.spi.EntryStore;
import dev.cachekit.spi.FlightListener;
import dev.cachekit.spi.LimitListener;
import dev.cachekit.spi.LockListener;
import dev.cachekit.spi.Scheduler;
import dev.cachekit.spi.TopicEvents;
import dev.cachekit.spi.Transactions;
import dev.cachekit.strategy.Background;
import dev.cachekit.strategy.CachePorts;
import dev.cachekit.strategy.CacheStrategies;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Puts a CacheKit together. What is not given is made here, and closed with the CacheKit; what is given stays the giver's
 * to close. For use by one thread.
 */
public final class CacheKitBuilder implements CacheKit.Builder {

    private final GivenListeners listeners = new GivenListeners();
    private final List<KeyFunction> keyFunctions = new ArrayList<>();
    private final List<AutoCloseable> owned = new ArrayList<>();
    private final GivenOptions given = new GivenOptions();
    private final GivenLimits limits = new GivenLimits();
    private final GivenLocks locks = new GivenLocks();
    private final LimitLog limitLog = new LimitLog();
    private final GivenFlights flights = new GivenFlights();

    private String app = "app";
    private Duration deadline = Duration.ofSeconds(1);
    private Transactions transactions = Transactions.NONE;
    private RemovalLog removalLog = RemovalLog.NONE;
    private BreakerSettings breaker = BreakerSettings.DEFAULT;
    private FailoverRule failover = FailoverRule.REPLAY;
    private @Nullable Scheduler scheduler;
    private @Nullable Backend backend;
    private @Nullable Codec codec;
    private @Nullable Executor executor;
    private @Nullable Executor background;
    private ContextCarrier context = ContextCarrier.NONE;

    /** Begins with the in-process backend, JSON, and no transactions. */
    public CacheKitBuilder() {}

    @Override
    public CacheKitBuilder app(String app) {
        this.app = app;
        return this;
    }

    @Override
    public CacheKitBuilder ttl(Ttl ttl) {
        given.forAll(CacheSetting.TTL, ttl, "ttl");
        return this;
    }

    @Override
    public CacheKitBuilder ttl(String cache, Ttl ttl) {
        given.forCache(cache, CacheSetting.TTL, ttl, "ttl");
        return this;
    }

    @Override
    public CacheKitBuilder near(String cache, boolean on) {
        given.forCache(cache, CacheSetting.NEAR_ENABLED, on, "near");
        return this;
    }

    @Override
    public CacheKitBuilder deadline(Duration deadline) {
        if (deadline.isNegative() || deadline.isZero()) {
            throw new InvalidConfigurationException(
                    "deadline",
                    deadline.toString(),
                    "must be positive",
                    "give the longest time for one call's store work");
        }
        this.deadline = deadline;
        return this;
    }

    /**
     * Sets the store.
     *
     * @param backend the backend; default an in-process one
     * @return this builder
     */
    public CacheKitBuilder backend(Backend backend) {
        this.backend = backend;
        return this;
    }

    /**
     * Sets when a shared store that fails or is slow is left alone for a while.
     *
     * @param settings the settings; default {@link BreakerSettings#DEFAULT}
     * @return this builder
     */
    public CacheKitBuilder circuitBreaker(BreakerSettings settings) {
        this.breaker = settings;
        return this;
    }

    /**
     * Sets what happens when another server has taken over a part of a shared store.
     *
     * @param rule the rule; default {@link FailoverRule#REPLAY}
     * @return this builder
     */
    public CacheKitBuilder failover(FailoverRule rule) {
        this.failover = rule;
        return this;
    }

    /**
     * Sets the codec.
     *
     * @param codec the codec; default JSON
     * @return this builder
     */
    public CacheKitBuilder codec(Codec codec) {
        this.codec = codec;
        return this;
    }

    /**
     * Sets clock and timer.
     *
     * @param scheduler the scheduler; default the machine's
     * @return this builder
     */
    public CacheKitBuilder scheduler(Scheduler scheduler) {
        this.scheduler = scheduler;
        return this;
    }

    /**
     * Sets where asynchronous callers are continued, their loaders run, and subscribers of topics are told.
     *
     * @param executor the executor; default threads of our own
     * @return this builder
     */
    public CacheKitBuilder executor(Executor executor) {
        this.executor = executor;
        return this;
    }

    /**
     * Sets where reloads and loads with a time limit run.
     *
     * @param executor has a limit, rejects what is beyond it, and never runs a task on the thread that gives it; default
     *     at most 64 threads of our own
     * @return this builder
     */
    public CacheKitBuilder background(Executor executor) {
        this.background = executor;
        return this;
    }

    /**
     * Sets what comes along from a caller to the threads that work for it.
     *
     * @param carrier carries the context; default nothing
     * @return this builder
     */
    public CacheKitBuilder context(ContextCarrier carrier) {
        this.context = carrier;
        return this;
    }

    /**
     * Sets how the caller's transaction is found.
     *
     * @param transactions finds it; default there is none
     * @return this builder
     */
    public CacheKitBuilder transactions(Transactions transactions) {
        this.transactions = transactions;
        return this;
    }

    /**
     * Sets what keeps removals beside the data they belong to.
     *
     * @param removalLog the log; default none
     * @return this builder
     */
    public CacheKitBuilder removalLog(RemovalLog removalLog) {
        this.removalLog = removalLog;
        return this;
    }

    /**
     * Sets where the options of caches come from.
     *
     * @param options gives the options of a cache by its name, all sources laid over each other
     * @return this builder
     */
    public CacheKitBuilder options(Function<String, CacheOptions> options) {
        given.from(options);
        return this;
    }

    /**
     * Adds a listener.
     *
     * @param listener is told what the caches do
     * @return this builder
     */
    public CacheKitBuilder listener(CacheListener listener) {
        listeners.add(listener);
        return this;
    }

    /**
     * Adds a listener.
     *
     * @param listener is told what the rate limiters do
     * @return this builder
     */
    public CacheKitBuilder listener(LimitListener listener) {
        limits.listener(listener);
        return this;
    }

    /**
     * Adds a listener.
     *
     * @param listener is told what becomes of locks
     * @return this builder
     */
    public CacheKitBuilder listener(LockListener listener) {
        locks.listener(listener);
        return this;
    }

    /**
     * Sets where the options of locks come from.
     *
     * @param options gives the options of a lock by its name, all sources laid over each other; default none
     * @return this builder
     */
    public CacheKitBuilder locks(Function<String, LockOptions> options) {
        locks.from(options);
        return this;
    }

    /**
     * Adds a plan that gives single keys of rate limiters other bands.
     *
     * @param plan the plan
     * @return this builder
     */
    public CacheKitBuilder limitPlan(LimitPlan plan) {
        limits.plan(plan);
        return this;
    }

    /**
     * Sets where the options of rate limiters come from.
     *
     * @param options gives what is configured for a limiter by its name; asked again when the configuration has changed
     * @return this builder
     */
    public CacheKitBuilder limits(Function<String, LimiterOptions> options) {
        limits.from(options);
        return this;
    }

    /**
     * Adds a listener.
     *
     * @param listener is told what topics do
     * @return this builder
     */
    public CacheKitBuilder listener(TopicEvents listener) {
        listeners.add(listener);
        return this;
    }

    /**
     * Adds a key function. The first that applies to a cache makes its keys.
     *
     * @param function the function
     * @return this builder
     */
    public CacheKitBuilder keyFunction(KeyFunction function) {
        keyFunctions.add(function);
        return this;
    }

    /**
     * Adds a listener.
     *
     * @param listener is told what single flights do
     * @return this builder
     */
    public CacheKitBuilder listener(FlightListener listener) {
        flights.listener(listener);
        return this;
    }

    /**
     * Sets what holds for single flights.
     *
     * @param options the options; default {@link FlightOptions#DEFAULT}
     * @return this builder
     */
    public CacheKitBuilder flights(FlightOptions options) {
        flights.options(options);
        return this;
    }

    @Override
    public CacheKitEngine build() {
        Scheduler time = scheduler != null ? scheduler : own(new SystemScheduler());
        Backend store = backend != null ? backend : own(InProcessBackend.create(time));
        StatsRecorder stats = new StatsRecorder();
        CacheListener listener = listeners.ofCaches(stats, limitLog, flights.log());
        Heartbeat heartbeat = own(new Heartbeat(store.backplane(), time));
        Ground ground = new Ground(store, heartbeat, time, listener);
        NearTiers near = ground.near();
        Codec values = codec != null ? codec : JacksonCodec.create();
        CacheRegions regions = new CacheRegions(values, near, given::of, new KeySpaces(app), keyFunctions);
        Executor callbacks = executor != null ? executor : own(new CallbackThreads());
        Recovery recovery = own(ground.recovery(new Recovery.Rules(breaker, failover, regions::spaces)));
        CachePorts ports = ports(ground, recovery.store(), near);
        CacheStrategies strategies = new CacheStrategies(ports, recovery.pending());
        CacheViews views = new CacheViews(ports, strategies, regions.keys(), stats, callbacks);
        limits.listener(limitLog);
        Coordination.Parts parts =
                new Coordination.Parts(ground, recovery.guard(), deadline, callbacks, messaging(values));
        Coordination coordination =
                new Coordination(parts, limits.limiters(parts), locks.views(parts), flights.views(parts, values));
        own(coordination.topics());
        return new CacheKitEngine(store, regions, strategies, views, coordination, recovery, owned);
    }

    private Coordination.Messaging messaging(Codec messages) {
        Executor subscribers = executor != null ? executor : own(new TopicThreads());
        return new Coordination.Messaging(messages, subscribers, listeners.ofTopics());
    }

    private CachePorts ports(Ground ground, EntryStore entries, NearTiers near) {
        Executor loads = background != null ? background : own(new BackgroundThreads());
        return new CachePorts(
                entries,
                near,
                ground.time(),
                ground.listener(),
                transactions,
                removalLog,
                new Tokens()::next,
                new Background(loads, context),
                deadline);
    }

    private <T extends AutoCloseable> T own(T part) {
        owned.add(0, part);
        return part;
    }
}
