package dev.cachekit.benchmarks.contender;

import java.util.function.Supplier;

/** Who keeps values in Redis. */
public enum RedisContender implements Contender {
    LETTUCE(
            "Lettuce and Jackson",
            "one connection, `GET`, `SET EX` of 10 min, `DEL`, the client's defaults; a prepared typed Jackson reader",
            LettuceCatalog::start),
    SOCKET(
            "sockets and Jackson",
            "no client: blocking sockets, one for each caller; `GET`, a prepared typed Jackson reader",
            SocketCatalog::new),
    REDISSON_BUCKET(
            "Redisson `RBucket`",
            "the client's defaults, `ByteArrayCodec`, a prepared typed Jackson reader, TTL 10 min",
            () -> RedissonCatalogs.buckets(RedissonClients.withDefaults())),
    REDISSON_BUCKET_TUNED(
            "Redisson `RBucket`, CacheKit's client settings",
            "as Redisson `RBucket`; " + RedissonClients.TUNED,
            () -> RedissonCatalogs.buckets(RedissonClients.asCacheKitHasIt())),
    SPRING_DATA(
            "Spring Data Redis",
            "`@Cacheable` on Lettuce, `TimeoutOptions.enabled()` as Spring Boot sets it, `JacksonJsonRedisSerializer` of"
                    + " the type, `entryTtl` 10 min, writes not awaited (the default)",
            () -> CacheManagers.dataRedis(writer -> {})),
    SPRING_DATA_IMMEDIATE(
            "Spring Data Redis, `immediateWrites`",
            "as Spring Data Redis, writes awaited",
            () -> CacheManagers.dataRedis(writer -> writer.immediateWrites(true))),
    SPRING_DATA_LOCKING(
            "Spring Data Redis, locking writer",
            "as Spring Data Redis, `lockingRedisCacheWriter`, `sync = true`",
            CacheManagers::dataRedisWithLocks),
    REDISSON_SPRING(
            "Redisson's Spring cache",
            "`RedissonSpringCacheManager`, `CacheConfig` with a TTL of 10 min, the client's defaults, its codec (Kryo)"
                    + " included",
            () -> CacheManagers.redisson(SpringCaching.DefaultKeys.class)),
    REDISSON_SPRING_SYNC(
            "Redisson's Spring cache, `sync = true`",
            "as Redisson's Spring cache, with `sync = true`",
            () -> CacheManagers.redisson(SpringCaching.Synced.class)),
    JETCACHE_REMOTE(
            "JetCache, remote",
            "`@Cached(cacheType = REMOTE)` on Lettuce (its defaults), `#id`, `expire` 10 min, Fastjson2 keys, "
                    + JetCacheCatalogs.ENCODER + ", no statistics",
            () -> JetCacheCatalogs.of(JetCacheCatalogs.Remote.class)),
    JETCACHE_PROTECTED(
            "JetCache, remote, `@CachePenetrationProtect`",
            "as JetCache, remote; one load per key and process",
            () -> JetCacheCatalogs.of(JetCacheCatalogs.Protected.class)),
    REDISSON_LOCAL_MAP(
            "Redisson `RLocalCachedMap`",
            "LRU of 10,000, `timeToLive` 10 min, `CacheProvider.REDISSON` (the default), `useObjectAsCacheKey(true)`",
            RedissonCatalogs::localMap),
    FLIGHT_AND_LEASE(
            "flight and lease by hand",
            "`RBucket.get`, `setIfAbsent` and a script that fills by `EVALSHA`, `ByteArrayCodec`, TTL 10 min; "
                    + RedissonClients.TUNED,
            FlightAndLease::start),
    CACHEKIT(
            "CacheKit",
            "`@CacheAside(key = \"#id\")`, `@Invalidate(key = \"#id\")`, no near cache, TTL 10 min; "
                    + CacheKitApplication.SETTINGS,
            CacheKitCatalogs::onRedis);

    private final SetUp<Supplier<Catalog>> setUp;

    RedisContender(String label, String settings, Supplier<Catalog> start) {
        this.setUp = new SetUp<>(label, settings, start);
    }

    /** Starts it. */
    public Catalog start() {
        return setUp.start().get();
    }

    @Override
    public SetUp<Supplier<Catalog>> setUp() {
        return setUp;
    }
}
