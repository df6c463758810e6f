package dev.cachekit.benchmarks.peers;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.redisson.api.RLocalCachedMap;
import org.redisson.api.RedissonClient;
import org.redisson.api.options.LocalCachedMapOptions;
import org.redisson.api.options.LocalCachedMapOptions.EvictionPolicy;
import org.redisson.api.options.LocalCachedMapOptions.ReconnectionStrategy;

/**
 * Redisson's map with a local cache.
 *
 * @param reconnection what it does when its subscription is back
 */
record RedissonLocalMap(ReconnectionStrategy reconnection) implements Contestant {

    private static final long KEY = 1;

    @Override
    public String name() {
        return "Redisson `RLocalCachedMap`, `ReconnectionStrategy." + reconnection + "`";
    }

    @Override
    public String version() {
        return Versions.of("org.redisson", "redisson");
    }

    @Override
    public String settings() {
        return "`cacheSize(1000)`, `EvictionPolicy.LRU`, `SyncStrategy.INVALIDATE` (the default), `timeToLive` 10 min,"
                + " `ReconnectionStrategy." + reconnection + "`"
                + (reconnection == ReconnectionStrategy.NONE ? " (the default)" : "")
                + "; get, load and `fastPut` on a miss, `fastRemove`; else defaults";
    }

    @Override
    public boolean isNear() {
        return true;
    }

    @Override
    public Node start(Place place, Database database) {
        RedissonClient client = RedissonNode.client(place, config -> {});
        RLocalCachedMap<Long, Long> map =
                client.getLocalCachedMap(LocalCachedMapOptions.<Long, Long>name(Contestants.CACHE)
                        .cacheSize(1000)
                        .evictionPolicy(EvictionPolicy.LRU)
                        .timeToLive(Duration.ofMinutes(10))
                        .reconnectionStrategy(reconnection));
        return new RedissonNode(database, client, new Field(map));
    }

    private record Field(RLocalCachedMap<Long, Long> map) implements RedissonNode.Slot {

        @Override
        public @Nullable Long get() {
            return map.get(KEY);
        }

        @Override
        public void put(long version) {
            map.fastPut(KEY, version);
        }

        @Override
        public void remove() {
            map.fastRemove(KEY);
        }
    }
}
