package dev.cachekit.benchmarks.peers;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.redisson.api.RedissonClient;
import org.redisson.spring.cache.CacheConfig;
import org.redisson.spring.cache.RedissonSpringCacheManager;

/** Spring's cache abstraction on Redisson, whose cache takes a lock per key. */
final class RedissonSpringCache implements Contestant {

    @Override
    public String name() {
        return "Redisson's Spring cache, `sync = true`";
    }

    @Override
    public String version() {
        return Versions.of("org.redisson", "redisson-spring-cache") + ", " + Versions.of("org.redisson", "redisson");
    }

    @Override
    public String settings() {
        return "`RedissonSpringCacheManager` with `CacheConfig(ttl 1 h, maxIdleTime 0)`, `@Cacheable(sync = true)`,"
                + " `@CacheEvict`; else defaults";
    }

    @Override
    public boolean isNear() {
        return false;
    }

    @Override
    public Node start(Place place, Database database) {
        RedissonClient client = RedissonNode.client(place, config -> {});
        RedissonSpringCacheManager caches = new RedissonSpringCacheManager(
                client, Map.of(Contestants.CACHE, new CacheConfig(TimeUnit.HOURS.toMillis(1), 0)));
        return new SpringNode(database, caches, client::shutdown);
    }
}
