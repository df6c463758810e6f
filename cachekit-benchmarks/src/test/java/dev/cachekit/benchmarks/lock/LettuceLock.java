package dev.cachekit.benchmarks.lock;

import dev.cachekit.benchmarks.contender.BenchmarkRedis;
import dev.cachekit.benchmarks.contender.Tokens;
import io.lettuce.core.RedisClient;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.SetArgs;
import io.lettuce.core.api.sync.RedisCommands;

/** The two commands that a lock on Redis takes at least. */
record LettuceLock(RedisClient client, RedisCommands<String, String> redis, String release)
        implements LockContender.Mutex {

    private static final String NAME = "mutex";
    private static final String RELEASE =
            "if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('del', KEYS[1]) end return 0";

    static LockContender.Mutex start() {
        RedisClient client = RedisClient.create(BenchmarkRedis.url());
        RedisCommands<String, String> redis = client.connect().sync();
        return new LettuceLock(client, redis, redis.scriptLoad(RELEASE));
    }

    @Override
    public void holdForNothing() {
        String token = Tokens.next();
        if (redis.set(NAME, token, SetArgs.Builder.nx().ex(30)) == null) {
            throw new IllegalStateException("nobody else holds this lock");
        }
        redis.evalsha(release, ScriptOutputType.INTEGER, new String[] {NAME}, token);
    }

    @Override
    public void close() {
        client.shutdown();
    }
}
