package dev.cachekit.engine;

import dev.cachekit.CacheKit;
import dev.cachekit.InvalidConfigurationException;
import dev.cachekit.KeyFunction;
import dev.cachekit.LimitPlan;
import dev.cachekit.Ttl;
import dev.cachekit.flight.FlightOptions;
import dev.cachekit.limit.LimiterOptions;
import dev.cachekit.operation.BreakerSettings;
import dev.cachekit.operation.CacheOptions;
import dev.cachekit.operation.CacheSetting;
import dev.cachekit.operation.FailoverRule;
import dev.cachekit.operation.LockOptions;
import dev.cachekit.recovery.RemovalLog;
import dev.cachekit.spi.Backend;
import dev.cachekit.spi.Codec;
import dev.cachekit.spi.ContextCarrier;
import dev.cachekit.spi.Listener;
import dev.cachekit.spi.Observer;
import dev.cachekit.spi.Scheduler;
import dev.cachekit.spi.Transactions;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * Collects what a CacheKit is made of. What is not given is made, and closed with the CacheKit; what is given stays the giver's
 * to close. For use by one thread, and for one CacheKit.
 */
public final class CacheKitBuilder implements CacheKit.Builder {

    private final Given given = new Given();

    /** Begins with the in-process backend, JSON, and no transactions. */
    public CacheKitBuilder() {}

    @Override
    public CacheKitBuilder app(String app) {
        given.app = app;
        return this;
    }

    @Override
    public CacheKitBuilder ttl(Ttl ttl) {
        given.options.forAll(CacheSetting.TTL, ttl, "ttl");
        return this;
    }

    @Override
    public CacheKitBuilder ttl(String cache, Ttl ttl) {
        given.options.forCache(cache, CacheSetting.TTL, ttl, "ttl");
        return this;
    }

    @Override
    public CacheKitBuilder near(String cache, boolean on) {
        given.options.forCache(cache, CacheSetting.NEAR_ENABLED, on, "near");
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
        given.deadline = deadline;
        return this;
    }

    /**
     * Sets the store.
     *
     * @param backend the backend; default an in-process one
     * @return this builder
     */
    public CacheKitBuilder backend(Backend backend) {
        given.backend = backend;
        return this;
    }

    /**
     * Sets when a shared store that fails or is slow is left alone for a while.
     *
     * @param settings the settings; default {@link BreakerSettings#DEFAULT}
     * @return this builder
     */
    public CacheKitBuilder circuitBreaker(BreakerSettings settings) {
        given.breaker = settings;
        return this;
    }

    /**
     * Sets what happens when another server has taken over a part of a shared store.
     *
     * @param rule the rule; default {@link FailoverRule#REPLAY}
     * @return this builder
     */
    public CacheKitBuilder failover(FailoverRule rule) {
        given.failover = rule;
        return this;
    }

    /**
     * Sets the codec.
     *
     * @param codec the codec; default JSON
     * @return this builder
     */
    public CacheKitBuilder codec(Codec codec) {
        given.codec = codec;
        return this;
    }

    /**
     * Sets clock and timer.
     *
     * @param scheduler the scheduler; default the machine's
     * @return this builder
     */
    public CacheKitBuilder scheduler(Scheduler scheduler) {
        given.scheduler = scheduler;
        return this;
    }

    /**
     * Sets where asynchronous callers are continued, their loaders run, and subscribers of topics are told.
     *
     * @param executor the executor; default threads of our own
     * @return this builder
     */
    public CacheKitBuilder executor(Executor executor) {
        given.executor = executor;
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
        given.background = executor;
        return this;
    }

    /**
     * Sets what comes along from a caller to the threads that work for it.
     *
     * @param carrier carries the context; default nothing
     * @return this builder
     */
    public CacheKitBuilder context(ContextCarrier carrier) {
        given.context = carrier;
        return this;
    }

    /**
     * Sets who watches loads and callers that wait for locks.
     *
     * @param observer watches them, and is taken along to the threads that work for a caller; default nobody
     * @return this builder
     */
    public CacheKitBuilder observer(Observer observer) {
        given.observer = observer;
        return this;
    }

    /**
     * Sets how the caller's transaction is found.
     *
     * @param transactions finds it; default there is none
     * @return this builder
     */
    public CacheKitBuilder transactions(Transactions transactions) {
        given.transactions = transactions;
        return this;
    }

    /**
     * Sets what keeps removals beside the data they belong to.
     *
     * @param removalLog the log; default none
     * @return this builder
     */
    public CacheKitBuilder removalLog(RemovalLog removalLog) {
        given.removalLog = removalLog;
        return this;
    }

    /**
     * Sets where the options of caches come from.
     *
     * @param options gives the options of a cache by its name, all sources laid over each other
     * @return this builder
     */
    public CacheKitBuilder options(Function<String, CacheOptions> options) {
        given.options.from(options);
        return this;
    }

    /**
     * Adds a listener.
     *
     * @param listener is told what happens, by its kind or kinds
     * @return this builder
     */
    public CacheKitBuilder listener(Listener listener) {
        given.listeners.add(listener);
        return this;
    }

    /**
     * Sets where the options of locks come from.
     *
     * @param options gives the options of a lock by its name, all sources laid over each other; default none
     * @return this builder
     */
    public CacheKitBuilder locks(Function<String, LockOptions> options) {
        given.locks.from(options);
        return this;
    }

    /**
     * Adds a plan that gives single keys of rate limiters other bands.
     *
     * @param plan the plan
     * @return this builder
     */
    public CacheKitBuilder limitPlan(LimitPlan plan) {
        given.limits.plan(plan);
        return this;
    }

    /**
     * Sets where the options of rate limiters come from.
     *
     * @param options gives what is configured for a limiter by its name; asked again when the configuration has changed
     * @return this builder
     */
    public CacheKitBuilder limits(Function<String, LimiterOptions> options) {
        given.limits.from(options);
        return this;
    }

    /**
     * Adds a key function. The first that applies to a cache makes its keys.
     *
     * @param function the function
     * @return this builder
     */
    public CacheKitBuilder keyFunction(KeyFunction function) {
        given.keyFunctions.add(function);
        return this;
    }

    /**
     * Sets what holds for single flights.
     *
     * @param options the options; default {@link FlightOptions#DEFAULT}
     * @return this builder
     */
    public CacheKitBuilder flights(FlightOptions options) {
        given.flights.options(options);
        return this;
    }

    @Override
    public CacheKitEngine build() {
        return new Assembly(given).build();
    }
}
