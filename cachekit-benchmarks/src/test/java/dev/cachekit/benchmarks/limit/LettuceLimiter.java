package dev.cachekit.benchmarks.limit;

import dev.cachekit.Band;
import dev.cachekit.benchmarks.contender.BenchmarkRedis;
import io.lettuce.core.RedisClient;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.sync.RedisCommands;

/** What a team writes by hand: a script per decision, on the clock of Redis. */
record LettuceLimiter(RedisClient client, RedisCommands<String, String> redis, String script, String... band)
        implements LimitContender.Limiter {

    private static final String[] KEY = {"bucket"};

    /** The bucket is its tokens and the time in microseconds; it is forgotten once it would be full. */
    private static final String SCRIPT = """
            local capacity, micros = tonumber(ARGV[1]), tonumber(ARGV[2])
            local time = redis.call('TIME')
            local now = time[1] * 1000000 + time[2]
            local bucket = redis.call('HMGET', KEYS[1], 'tokens', 'at')
            local tokens = tonumber(bucket[1] or capacity)
            tokens = math.min(capacity, tokens + (now - (bucket[2] or now)) * capacity / micros)
            if tokens < 1 then
              return 0
            end
            redis.call('HSET', KEYS[1], 'tokens', tokens - 1, 'at', string.format('%.0f', now))
            redis.call('PEXPIRE', KEYS[1], math.ceil(micros / 1000))
            return 1
            """;

    static LimitContender.Limiter start(Band band) {
        RedisClient client = RedisClient.create(BenchmarkRedis.url());
        RedisCommands<String, String> redis = client.connect().sync();
        return new LettuceLimiter(
                client,
                redis,
                redis.scriptLoad(SCRIPT),
                Long.toString(band.permits()),
                Long.toString(band.per().toNanos() / 1000));
    }

    @Override
    public boolean take() {
        return redis.<Long>evalsha(script, ScriptOutputType.INTEGER, KEY, band) == 1;
    }

    @Override
    public void close() {
        client.shutdown();
    }
}
