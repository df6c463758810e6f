package dev.cachekit.benchmarks.performance;

import static java.util.stream.Collectors.joining;

import dev.cachekit.benchmarks.codec.BytesOfValues;
import dev.cachekit.benchmarks.codec.CodecContender;
import dev.cachekit.benchmarks.contender.Contender;
import dev.cachekit.benchmarks.contender.NearContender;
import dev.cachekit.benchmarks.contender.RedisContender;
import dev.cachekit.benchmarks.limit.LimitContender;
import dev.cachekit.benchmarks.limit.LimiterDecisions;
import dev.cachekit.benchmarks.lock.LockAndUnlock;
import dev.cachekit.benchmarks.lock.LockContender;
import dev.cachekit.benchmarks.performance.Scenario.Kind;
import dev.cachekit.benchmarks.scenario.NearHit;
import dev.cachekit.benchmarks.scenario.OnRedis;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** All scenarios, and what is wanted of CacheKit in them. */
final class Scenarios {

    /** CacheKit's name in tables. */
    static final String CACHEKIT = "CacheKit";

    private static final String NEAR_HIT = "near hit";
    private static final String NEAR_HIT_TWO_PARTS = "near hit, key of two parts";
    private static final String MISS = "miss and fill, 16 threads";
    private static final String GRANTED = "limiter, granted, 16 threads";
    private static final String DENIED = "limiter, denied, 16 threads";
    private static final String LOCK = "lock and unlock";

    private static final int ONE = 1;
    private static final int SIXTEEN = 16;

    private static final List<RedisContender> HIT = List.of(
            RedisContender.LETTUCE,
            RedisContender.SOCKET,
            RedisContender.REDISSON_BUCKET,
            RedisContender.REDISSON_BUCKET_TUNED,
            RedisContender.SPRING_DATA,
            RedisContender.REDISSON_SPRING,
            RedisContender.JETCACHE_REMOTE,
            RedisContender.CACHEKIT);

    private Scenarios() {}

    static List<Scenario> all() {
        return List.of(
                new Scenario(NEAR_HIT, NearHit.class, "byId", ONE, Kind.IN_PROCESS, nearById()),
                new Scenario(NEAR_HIT_TWO_PARTS, NearHit.class, "byTwoParts", ONE, Kind.IN_PROCESS, nearByTwoParts()),
                new Scenario(redisHit(16), OnRedis.class, "hit", SIXTEEN, Kind.HITS_ON_REDIS, HIT),
                new Scenario(redisHit(64), OnRedis.class, "hit", 64, Kind.HITS_ON_REDIS, HIT),
                new Scenario(redisHit(1), OnRedis.class, "hit", ONE, Kind.HITS_ON_REDIS, HIT),
                new Scenario(MISS, OnRedis.class, "missAndFill", SIXTEEN, Kind.ON_REDIS, filling()),
                new Scenario("invalidate", OnRedis.class, "invalidate", ONE, Kind.ON_REDIS, removing()),
                new Scenario(
                        GRANTED,
                        LimiterDecisions.class,
                        "granted",
                        SIXTEEN,
                        Kind.ON_REDIS,
                        List.of(LimitContender.values())),
                new Scenario(DENIED, LimiterDecisions.class, "refused", SIXTEEN, Kind.ON_REDIS, denying()),
                new Scenario(
                        LOCK, LockAndUnlock.class, "uncontended", ONE, Kind.ON_REDIS, List.of(LockContender.values())),
                codec("write 200 bytes", "writeSmall"),
                codec("read 200 bytes", "readSmall"),
                codec("write 5 KB", "writeLarge"),
                codec("read 5 KB", "readLarge"));
    }

    /** Sizes are those of JSON. */
    private static Scenario codec(String what, String method) {
        return new Scenario(
                "codec, " + what, BytesOfValues.class, method, ONE, Kind.CODEC, List.of(CodecContender.values()));
    }

    private static String redisHit(int threads) {
        return "Redis hit, " + (threads == 1 ? "1 thread" : threads + " threads");
    }

    private static List<NearContender> nearById() {
        return Stream.of(NearContender.values())
                .filter(contender -> contender != NearContender.INTERCEPTOR_RECORD_KEY)
                .toList();
    }

    private static List<NearContender> nearByTwoParts() {
        return List.of(
                NearContender.CAFFEINE,
                NearContender.BARE_PROXY,
                NearContender.INTERCEPTOR_RECORD_KEY,
                NearContender.SPRING_DEFAULT_KEY,
                NearContender.SPRING_EXPRESSION,
                NearContender.JETCACHE_LOCAL,
                NearContender.CACHEKIT,
                NearContender.CACHEKIT_DEFAULT_KEY);
    }

    private static List<RedisContender> filling() {
        return List.of(
                RedisContender.LETTUCE,
                RedisContender.SPRING_DATA,
                RedisContender.SPRING_DATA_IMMEDIATE,
                RedisContender.SPRING_DATA_LOCKING,
                RedisContender.REDISSON_SPRING_SYNC,
                RedisContender.JETCACHE_REMOTE,
                RedisContender.JETCACHE_PROTECTED,
                RedisContender.FLIGHT_AND_LEASE,
                RedisContender.CACHEKIT);
    }

    private static List<RedisContender> removing() {
        return List.of(
                RedisContender.LETTUCE,
                RedisContender.SPRING_DATA_IMMEDIATE,
                RedisContender.REDISSON_SPRING,
                RedisContender.JETCACHE_REMOTE,
                RedisContender.REDISSON_LOCAL_MAP,
                RedisContender.CACHEKIT);
    }

    private static List<LimitContender> denying() {
        return List.of(
                LimitContender.REDISSON,
                LimitContender.BUCKET4J,
                LimitContender.BUCKET4J_BATCHING,
                LimitContender.RESILIENCE4J,
                LimitContender.CACHEKIT);
    }

    static List<Claim> claims() {
        return List.of(
                new Claim(NEAR_HIT, label(NearContender.CAFFEINE), 1),
                new Claim(NEAR_HIT, label(NearContender.SPRING_SYNC), 8),
                new Claim(NEAR_HIT, label(NearContender.SPRING_DEFAULT_KEY), 3.5),
                new Claim(NEAR_HIT, label(NearContender.SPRING_EXPRESSION), 15),
                new Claim(NEAR_HIT, label(NearContender.JETCACHE_LOCAL), 20),
                new Claim(NEAR_HIT_TWO_PARTS, label(NearContender.INTERCEPTOR_RECORD_KEY), 1),
                new Claim(redisHit(1), label(RedisContender.REDISSON_BUCKET), 1 / 1.1),
                new Claim(redisHit(16), label(RedisContender.REDISSON_BUCKET), 2),
                new Claim(redisHit(16), label(RedisContender.SPRING_DATA), 1.2),
                new Claim(redisHit(16), label(RedisContender.JETCACHE_REMOTE), 1.2),
                new Claim(redisHit(64), label(RedisContender.REDISSON_BUCKET), 2),
                new Claim(redisHit(64), label(RedisContender.SPRING_DATA), 1.2),
                new Claim(redisHit(64), label(RedisContender.JETCACHE_REMOTE), 1.2),
                new Claim(MISS, label(RedisContender.SPRING_DATA_IMMEDIATE), 0.5),
                new Claim(MISS, label(RedisContender.REDISSON_SPRING_SYNC), 3),
                new Claim(MISS, label(RedisContender.SPRING_DATA_LOCKING), 3),
                new Claim(MISS, label(RedisContender.FLIGHT_AND_LEASE), 0.8),
                new Claim(GRANTED, label(LimitContender.REDISSON), 2),
                new Claim(GRANTED, label(LimitContender.BUCKET4J), 1.5),
                new Claim(GRANTED, label(LimitContender.BUCKET4J_BATCHING), 1.5),
                new Claim(DENIED, label(LimitContender.REDISSON), 20),
                new Claim(LOCK, label(LockContender.REDISSON), 1));
    }

    static List<AllocationClaim> allocationClaims() {
        String bare = label(NearContender.BARE_PROXY);
        return List.of(new AllocationClaim(NEAR_HIT, bare, 24), new AllocationClaim(NEAR_HIT_TWO_PARTS, bare, 24));
    }

    private static String label(Contender contender) {
        return contender.label();
    }

    /** How the systems that were measured are set up; what is set up alike is told once. */
    static String settings(Samples samples) {
        Map<String, List<String>> scenarios = new LinkedHashMap<>();
        for (Scenario scenario : all()) {
            for (Contender contender : scenario.contenders()) {
                if (samples.has(scenario.title(), contender.label())) {
                    scenarios
                            .computeIfAbsent(
                                    contender.label() + " | " + contender.settings(), first -> new ArrayList<>())
                            .add(scenario.title());
                }
            }
        }
        return "| System | Settings | Where |\n|---|---|---|\n"
                + scenarios.entrySet().stream()
                        .map(settings ->
                                "| " + settings.getKey() + " | " + String.join("; ", settings.getValue()) + " |")
                        .collect(joining("\n"));
    }
}
