package dev.cachekit.benchmarks.contender;

import java.util.function.Supplier;

/** Who keeps values in the process. */
public enum NearContender implements Contender {
    CAFFEINE("Caffeine", "`getIfPresent`, `expireAfterWrite` 10 min, `maximumSize` 10,000", RawCaffeine::exact),
    CAFFEINE_COARSE(
            "Caffeine, coarse ticker",
            "as Caffeine, with a `Ticker` that a thread advances every millisecond",
            RawCaffeine::onCoarseClock),
    BARE_PROXY(
            "bare proxy",
            "`ProxyFactory` with `proxyTargetClass`, an interceptor that only proceeds, a method that returns a field",
            HandWritten::bareProxy),
    INTERCEPTOR(
            "hand-written interceptor",
            "`MethodInterceptor` over Caffeine, the argument as the key",
            () -> HandWritten.byId(false)),
    INTERCEPTOR_RECORD_KEY(
            "hand-written interceptor, record key",
            "`MethodInterceptor` over Caffeine, a record of both arguments as the key",
            () -> HandWritten.byTenant(false)),
    INTERCEPTOR_COARSE(
            "hand-written interceptor, coarse ticker",
            "as the hand-written interceptor, with the coarse ticker",
            () -> HandWritten.byId(true)),
    SPRING_SYNC(
            "Spring `@Cacheable(sync = true)`",
            "`CaffeineCacheManager`, `expireAfterWrite` 10 min, `maximumSize` 10,000, default key",
            () -> CacheManagers.caffeine(SpringCaching.Synced.class)),
    SPRING_DEFAULT_KEY(
            "Spring `@Cacheable`, default key",
            "`CaffeineCacheManager`, `expireAfterWrite` 10 min, `maximumSize` 10,000",
            () -> CacheManagers.caffeine(SpringCaching.DefaultKeys.class)),
    SPRING_EXPRESSION(
            "Spring `@Cacheable`, SpEL key",
            "`CaffeineCacheManager`, `expireAfterWrite` 10 min, `maximumSize` 10,000, `#id` or `#tenant + ':' + #id`",
            () -> CacheManagers.caffeine(SpringCaching.Expressions.class)),
    JETCACHE_LOCAL(
            "JetCache, local",
            "`@Cached(cacheType = LOCAL)`, `#id` or `#tenant + ':' + #id`, `CaffeineCacheBuilder`, `expire` 10 min,"
                    + " `limit` 10,000, Fastjson2 keys, no statistics",
            () -> JetCacheCatalogs.of(JetCacheCatalogs.Local.class)),
    JETCACHE_BOTH(
            "JetCache, both levels",
            "`@Cached(cacheType = BOTH)`, `#id`, Caffeine and Lettuce, `expire` 10 min, `limit` 10,000, Fastjson2 keys,"
                    + " " + JetCacheCatalogs.ENCODER + ", no statistics",
            () -> JetCacheCatalogs.of(JetCacheCatalogs.Both.class)),
    REDISSON_LOCAL_MAP(
            "Redisson `RLocalCachedMap`",
            "LRU of 10,000, `timeToLive` 10 min, `CacheProvider.REDISSON` (the default), `useObjectAsCacheKey(true)`",
            RedissonCatalogs::localMap),
    CACHEKIT(
            "CacheKit",
            "`@CacheAside(key = \"#id\")` or `\"#tenant + ':' + #id\"`, near cache of 10 min on Redis, TTL 10 min; "
                    + CacheKitApplication.SETTINGS,
            () -> CacheKitCatalogs.near(CacheKitCatalogs.Bean.class)),
    CACHEKIT_DEFAULT_KEY(
            "CacheKit, default key",
            "as CacheKit, without `key`",
            () -> CacheKitCatalogs.near(CacheKitCatalogs.DefaultKeys.class));

    private final SetUp<Supplier<Catalog>> setUp;

    NearContender(String label, String settings, Supplier<Catalog> start) {
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
