package dev.cachekit.benchmarks.peers;

import java.util.List;
import org.redisson.api.options.LocalCachedMapOptions.ReconnectionStrategy;

/** Who takes part. */
final class Contestants {

    /** The cache that all of them have. */
    static final String CACHE = "prices";

    static final Contestant SPRING = SpringDataRedis.withDefaults();
    static final Contestant SPRING_LOCKING = SpringDataRedis.withLocks();
    static final Contestant SPRING_IMMEDIATE = SpringDataRedis.withImmediateWrites();
    static final Contestant JETCACHE = new JetCache();
    static final Contestant REDISSON_SPRING = new RedissonSpringCache();
    static final Contestant REDISSON_LOCAL_MAP = new RedissonLocalMap(ReconnectionStrategy.NONE);
    static final Contestant REDISSON_LOCAL_MAP_CLEARING = new RedissonLocalMap(ReconnectionStrategy.CLEAR);
    static final Contestant REDISSON_CLIENT_SIDE = new RedissonClientSide();

    private Contestants() {}

    static List<Contestant> peers() {
        return List.of(
                SPRING,
                SPRING_LOCKING,
                SPRING_IMMEDIATE,
                JETCACHE,
                REDISSON_SPRING,
                REDISSON_LOCAL_MAP,
                REDISSON_LOCAL_MAP_CLEARING,
                REDISSON_CLIENT_SIDE);
    }

    /** CacheKit in each configuration. */
    static List<Contestant> cacheKit() {
        return List.of(new CacheKitContestant(false), new CacheKitContestant(true));
    }
}
