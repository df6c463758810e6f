package dev.cachekit.benchmarks.large;

import dev.cachekit.benchmarks.contender.BenchmarkRedis;
import dev.cachekit.benchmarks.contender.CacheKitApplication;
import dev.cachekit.benchmarks.contender.RedissonClients;
import dev.cachekit.redisson.testing.RespConnection;
import java.util.List;
import org.redisson.api.RMap;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.ByteArrayCodec;
import org.springframework.data.redis.cache.BatchStrategies;
import org.springframework.data.redis.cache.BatchStrategy;

/** Who takes part, all on one Redis, each kind of entries in a database of its own. */
final class Systems implements AutoCloseable {

    private static final String REDISSON = "redisson";
    private static final String FLOOR = "floor";
    private static final String SPRING_CACHE = "products";
    private static final String SPRING_START = SPRING_CACHE + "::";
    private static final int ALIKE = 1;
    private static final int SHORT = 2;
    private static final String KEYS_PER_PAGE = "1000";

    private final CacheKitEntries cacheKit = new CacheKitEntries(BenchmarkRedis.url());
    private final PlainEntries alike = new PlainEntries(ALIKE, CacheKitEntries::name);
    private final PlainEntries shortNames = new PlainEntries(SHORT, number -> SPRING_START + Crowd.text(number));
    private final FieldEntries fields = new FieldEntries();
    private final RedissonClient redisson = RedissonClients.named(REDISSON, ALIKE);
    private final RedissonClient redissonShort = RedissonClients.named(REDISSON, SHORT);
    private final RedissonClient maps = RedissonClients.named(REDISSON, FieldEntries.DATABASE);
    private final RMap<byte[], byte[]> map = maps.getMap(FieldEntries.MAP, ByteArrayCodec.INSTANCE);
    private final SpringDataClient spring = new SpringDataClient(SHORT);

    List<Way> byPattern() {
        return List.of(
                new Way(
                        LargeRounds.FLOOR,
                        "`COUNT 1000`, a plain socket, on CacheKit's keys; removes nothing",
                        FLOOR,
                        cacheKit,
                        Systems::scan),
                new Way(
                        "Redisson `deleteByPattern`",
                        "`RKeys`, the client's defaults, keys named as CacheKit's",
                        REDISSON,
                        alike,
                        () -> redisson.getKeys().deleteByPattern(CacheKitEntries.START + Crowd.GLOB)),
                new Way(
                        "Redisson `unlinkByPattern`",
                        "`RKeys`, the client's defaults, keys named as CacheKit's",
                        REDISSON,
                        alike,
                        () -> redisson.getKeys().unlinkByPattern(CacheKitEntries.START + Crowd.GLOB)),
                new Way(
                        "Redisson `unlinkByPattern`, short names",
                        "`RKeys`, the client's defaults, keys named as Spring Data Redis does, `products::t7-107`",
                        REDISSON,
                        shortNames,
                        () -> redissonShort.getKeys().unlinkByPattern(SPRING_START + Crowd.GLOB)),
                new Way(
                        LargeRounds.CACHEKIT,
                        "`Cache.invalidatePattern`; " + CacheKitApplication.SETTINGS
                                + "; keys such as `shop:{4k}:products:2:t7-107`",
                        "",
                        cacheKit,
                        () -> cacheKit.cache().invalidatePattern(Crowd.GLOB)));
    }

    List<Way> ofAll() {
        return List.of(
                new Way(
                        "Redisson `RMap.clear`",
                        "one hash, as its Spring cache without TTL; the client's defaults",
                        REDISSON,
                        fields,
                        map::clear),
                new Way(
                        "Redisson `unlinkByPattern`",
                        "`RKeys`, the client's defaults, names as of Spring Data Redis",
                        REDISSON,
                        shortNames,
                        () -> redissonShort.getKeys().unlinkByPattern(SPRING_START + "*")),
                spring("Spring Data Redis, `KEYS`", "`BatchStrategies.keys()`, the default", BatchStrategies.keys()),
                spring("Spring Data Redis, `SCAN`", "`BatchStrategies.scan(1000)`", BatchStrategies.scan(1000)),
                new Way(
                        LargeRounds.CACHEKIT,
                        "`Cache.clear`; as above",
                        "",
                        cacheKit,
                        () -> cacheKit.cache().clear()));
    }

    private Way spring(String label, String settings, BatchStrategy strategy) {
        return new Way(
                label,
                settings + "; `RedisCache.clear`, awaited, on Lettuce",
                SpringDataClient.NAME,
                shortNames,
                () -> spring.clear(SPRING_CACHE, strategy));
    }

    /** Removes nothing: the bare walk over the keys. */
    private static void scan() {
        String pattern = CacheKitEntries.START + Crowd.GLOB;
        try (RespConnection connection = BenchmarkRedis.connect()) {
            connection.send("CLIENT", "SETNAME", FLOOR);
            String place = "0";
            do {
                List<?> found = (List<?>) connection.send("SCAN", place, "MATCH", pattern, "COUNT", KEYS_PER_PAGE);
                place = (String) found.get(0);
            } while (!place.equals("0"));
        }
    }

    @Override
    public void close() {
        cacheKit.close();
        redisson.shutdown();
        redissonShort.shutdown();
        maps.shutdown();
        spring.close();
    }
}
