package dev.cachekit.engine;

import dev.cachekit.LimitPlan;
import dev.cachekit.inprocess.InProcessLimitStore;
import dev.cachekit.key.KeyText;
import dev.cachekit.limit.CombiningLimitStore;
import dev.cachekit.limit.LimitPorts;
import dev.cachekit.limit.LimiterOptions;
import dev.cachekit.limit.Limiters;
import dev.cachekit.spi.LimitStore;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** What a builder is told of rate limiters. For use by one thread until the CacheKit is built. */
final class GivenLimits {

    private final List<LimitPlan> plans = new ArrayList<>();
    private Function<String, LimiterOptions> configured = limiter -> LimiterOptions.NONE;

    void plan(LimitPlan plan) {
        plans.add(plan);
    }

    void from(Function<String, LimiterOptions> source) {
        configured = source;
    }

    Limiters limiters(Coordination.Parts parts) {
        LimitPorts ports = new LimitPorts(
                store(parts),
                new InProcessLimitStore(parts.ground().time()),
                parts.ground().time(),
                parts.events().limits(),
                parts.deadline(),
                plans,
                name -> KeyText.at("rate limiter '" + name + "'").of(name));
        return new Limiters(ports, configured);
    }

    /** Calls for one key are combined where each would be a round trip. */
    private static LimitStore store(Coordination.Parts parts) {
        LimitStore store = parts.ground().store().limits();
        return parts.ground().store().isShared() ? new CombiningLimitStore(store, parts.guard()) : store;
    }
}
