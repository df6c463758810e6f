package dev.cachekit.strategy;

import dev.cachekit.call.Caller;
import dev.cachekit.call.Stages;
import dev.cachekit.call.StoreTime;
import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.LeaseReply;
import dev.cachekit.spi.Token;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * One reload in the background. The value stays readable meanwhile, and the lease ends with it: a reload that began before an
 * invalidation stores nothing. For one use, on the thread it is to run on.
 *
 * @param <V> the type of the value
 */
final class Reload<V extends @Nullable Object> {

    private final ReadParts parts;
    private final CachePorts ports;
    private final CacheRegion<V> region;
    private final EntryKey key;
    private final Load<V> load;
    private final CallScope scope;

    Reload(ReadParts parts, CacheRegion<V> region, EntryKey key, Load<V> load) {
        this.parts = parts;
        this.ports = parts.ports();
        this.region = region;
        this.key = key;
        this.load = load;
        this.scope = CallScope.inBackground(ports);
    }

    /** Runs, and answers how long nobody here is to reload the value again. */
    CompletionStage<Duration> run(Token value) {
        LeaseAsk<V> ask = LeaseAsk.of(parts, region, key, load, scope, null, value);
        // standing still keeps the load on this thread
        StoreTime time = ports.storeTime(Caller.BLOCKING);
        return Stages.either(
                time.spend(() -> ask.send(ports.entries())), reply -> onReply(reply, ask, time), failure -> {
                    ports.listener().onStoreFailure(region.name(), "lease", failure);
                    ask.abandon(ports.entries());
                    return ended("unavailable", ReloadRules.REST);
                });
    }

    private CompletionStage<Duration> onReply(LeaseReply reply, LeaseAsk<V> ask, StoreTime time) {
        if (reply instanceof LeaseReply.Granted) {
            return lead(ask, time);
        }
        ask.refused();
        return ended("elsewhere", restAfter(reply));
    }

    private CompletionStage<Duration> lead(LeaseAsk<V> ask, StoreTime time) {
        StaleFallback<V> none = new StaleFallback<>(parts, region, key, scope);
        Patience<Loaded<V>> endless = new Patience<>(ports, region, scope, none);
        return Stages.either(
                new OwnLoad<>(parts, region, load, scope, endless).leased(ask, time),
                loaded -> ended("loaded", Duration.ZERO),
                failure -> {
                    ports.listener().onHiddenFailure(region.name(), failure);
                    return ended("failed", ReloadRules.REST);
                });
    }

    private CompletionStage<Duration> ended(String outcome, Duration rest) {
        ports.listener().onReload(region.name(), outcome);
        return CompletableFuture.completedFuture(rest);
    }

    /** Others' reloads are asked after once a second, in case they end without a new value. */
    static Duration restAfter(LeaseReply reply) {
        if (reply instanceof LeaseReply.Resting resting) {
            return resting.remaining();
        }
        return reply instanceof LeaseReply.Hit ? Duration.ZERO : Duration.ofSeconds(1);
    }
}
