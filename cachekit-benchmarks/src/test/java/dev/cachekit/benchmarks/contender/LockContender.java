package dev.cachekit.benchmarks.contender;

import dev.cachekit.CacheKit;
import dev.cachekit.DistributedLock;
import io.lettuce.core.RedisClient;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.SetArgs;
import io.lettuce.core.api.sync.RedisCommands;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.redisson.api.RLock;
import org.redisson.api.RedissonClient;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** Whose lock. */
public enum LockContender implements Contender {
    LETTUCE("Lettuce", "`SET NX EX` and a script that deletes one's own, on one connection", OnLettuce::start),
    REDISSON("Redisson `RLock`", "`tryLock` with a lease of 30 s, the client's defaults", OnRedisson::start),
    CACHEKIT(
            "CacheKit",
            "`acquire` of a lock that is renewed; " + CacheKitCatalogs.SETTINGS.replaceFirst("TTL 10 min, ", ""),
            OnCacheKit::start);

    private static final Duration WAIT = Duration.ofSeconds(10);

    /** A lock. */
    public interface Mutex extends AutoCloseable {

        /** Takes it and gives it back. */
        void holdForNothing();

        @Override
        void close();
    }

    private final SetUp<Supplier<Mutex>> setUp;

    LockContender(String label, String settings, Supplier<Mutex> start) {
        this.setUp = new SetUp<>(label, settings, start);
    }

    /** Starts its system. */
    public Mutex start() {
        return setUp.start().get();
    }

    @Override
    public SetUp<Supplier<Mutex>> setUp() {
        return setUp;
    }

    private record OnLettuce(RedisClient client, RedisCommands<String, String> redis, String release) implements Mutex {

        private static final String RELEASE =
                "if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('del', KEYS[1]) end return 0";

        static Mutex start() {
            RedisClient client = RedisClient.create(BenchmarkRedis.url());
            RedisCommands<String, String> redis = client.connect().sync();
            return new OnLettuce(client, redis, redis.scriptLoad(RELEASE));
        }

        @Override
        public void holdForNothing() {
            String token = UUID.randomUUID().toString();
            if (redis.set("mutex", token, SetArgs.Builder.nx().ex(30)) == null) {
                throw new IllegalStateException("nobody else holds this lock");
            }
            redis.evalsha(release, ScriptOutputType.INTEGER, new String[] {"mutex"}, token);
        }

        @Override
        public void close() {
            client.shutdown();
        }
    }

    private record OnRedisson(RedissonClient client, RLock lock) implements Mutex {

        static Mutex start() {
            RedissonClient client = RedissonClients.withDefaults();
            return new OnRedisson(client, client.getLock("rlock"));
        }

        @Override
        public void holdForNothing() {
            try {
                if (!lock.tryLock(WAIT.toMillis(), TimeUnit.SECONDS.toMillis(30), TimeUnit.MILLISECONDS)) {
                    throw new IllegalStateException("nobody else holds this lock");
                }
            } catch (InterruptedException interrupted) {
                throw new IllegalStateException(interrupted);
            }
            lock.unlock();
        }

        @Override
        public void close() {
            client.shutdown();
        }
    }

    private record OnCacheKit(AnnotationConfigApplicationContext context, DistributedLock lock) implements Mutex {

        static Mutex start() {
            AnnotationConfigApplicationContext context = CacheKitCatalogs.context(Map.of());
            context.refresh();
            return new OnCacheKit(context, context.getBean(CacheKit.class).lock("mutex"));
        }

        @Override
        public void holdForNothing() {
            lock.acquire(WAIT).close();
        }

        @Override
        public void close() {
            context.close();
        }
    }
}
