package dev.cachekit.torture.mutant;

import dev.cachekit.Cache;
import dev.cachekit.LoadOptions;
import dev.cachekit.Ttl;
import dev.cachekit.call.Caller;
import dev.cachekit.engine.CacheKitBuilder;
import dev.cachekit.engine.CacheKitEngine;
import dev.cachekit.engine.SystemScheduler;
import dev.cachekit.operation.CacheOptions;
import dev.cachekit.redisson.RedissonBackend;
import dev.cachekit.redisson.client.ClientLimits;
import dev.cachekit.redisson.client.RedisSettings;
import dev.cachekit.redisson.client.RedissonClients;
import dev.cachekit.spi.Backplane;
import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.LaneMessage;
import dev.cachekit.strategy.CacheRegion;
import dev.cachekit.strategy.PendingWrite;
import dev.cachekit.torture.network.Proxy;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.redisson.api.RedissonClient;

/** One application of a scenario: a CacheKit with one cache, behind a proxy of its own. */
final class App implements AutoCloseable {

    /** Longer than usual: a scenario holds commands for a moment, on a machine that may be busy. */
    private static final ClientLimits LIMITS = new ClientLimits(Duration.ofMillis(1_500), Duration.ofSeconds(2), 0, 4);

    private static final Duration QUICK = Duration.ofMillis(100);
    private static final Duration DEADLINE = Duration.ofSeconds(2);

    final Proxy link;
    final Gate gate = new Gate();
    final RedissonBackend backend;
    final Cache<String, String> cache;
    private final SystemScheduler scheduler = new SystemScheduler();
    private final RedissonClient client;
    private final CacheKitEngine kit;
    private final LoadOptions options;
    private final AtomicInteger heard = new AtomicInteger();
    private final ExecutorService threads = Executors.newCachedThreadPool(App::daemon);

    App(int redisPort, CacheOptions settings, LoadOptions options) {
        this.options = options;
        link = Proxy.before("127.0.0.1", redisPort);
        client = RedissonClients.create(new RedisSettings(
                new RedisSettings.Single("redis://" + link.address()), RedisSettings.Credentials.NONE, null, LIMITS));
        backend = RedissonBackend.create(client, "mutants", scheduler, DEADLINE);
        kit = new CacheKitBuilder()
                .app("mutants")
                .deadline(DEADLINE)
                .backend(gate.before(backend))
                .scheduler(scheduler)
                .options(cache -> settings)
                .build();
        cache = kit.cache("values", String.class);
        backend.backplane().listen(new Heard());
    }

    String get(String key, String loaded) {
        return String.valueOf(cache.get(key, same -> loaded, options));
    }

    /** Listens after the near caches: what it has counted, they have applied. */
    private final class Heard implements Backplane.Listener {
        @Override
        public void onMessage(LaneMessage message) {
            heard.incrementAndGet();
        }

        @Override
        public void onSubscribed() {}
    }

    /** How many messages have been applied. */
    int heard() {
        return heard.get();
    }

    /** Calls until calls are quick: the breaker would take the slow ones of a cold process for a failing store. */
    void warmUp() {
        for (int i = 0; i < 50; i++) {
            long start = System.nanoTime();
            cache.put("warm-up", String.valueOf(i));
            boolean kept = peek("warm-up").equals(String.valueOf(i));
            cache.invalidate("warm-up");
            if (kept && System.nanoTime() - start < QUICK.toNanos()) {
                return;
            }
            Steps.pass(QUICK);
        }
        throw new IllegalStateException("the store never became quick");
    }

    /** Reads a key until it is answered from this process. */
    void warm(String key, String loaded) {
        long before = cache.stats().nearHits();
        for (int i = 0; i < 100 && cache.stats().nearHits() == before; i++) {
            get(key, loaded);
            Steps.pass(Duration.ofMillis(100));
        }
        if (cache.stats().nearHits() == before) {
            throw new IllegalStateException("never kept in this process: " + key);
        }
    }

    /** What is cached, or "nothing". */
    String peek(String key) {
        return cache.get(key).orElse("nothing");
    }

    /** Asks in the background, with a load that has read its value and is held up. */
    HeldLoad beginLoad(String key, String loaded) {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        CompletableFuture<String> answer = background(() -> cache.get(
                key,
                same -> {
                    begun.countDown();
                    mayEnd.await();
                    return loaded;
                },
                options));
        Steps.await(begun);
        return new HeldLoad(mayEnd, answer);
    }

    /** Writes a version through, with a database write that takes until it is ended. */
    VersionedWrite beginVersioned(String key) {
        CacheRegion<String> region = kit.regions().region("values", String.class);
        EntryKey name = region.key(key);
        CompletableFuture<PendingWrite<String>> write =
                kit.strategies().writer().begin(region, name, Caller.BLOCKING).toCompletableFuture();
        Steps.done(write);
        return (value, version) -> Steps.done(write.join().store(name, value, version, Ttl.FOREVER, Caller.BLOCKING));
    }

    /** A write that is under way. */
    interface VersionedWrite {
        void end(String value, long version);
    }

    /** Writes through in the background, with a database write that is done and whose return is held up. */
    HeldLoad beginWrite(String key, String written) {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        CompletableFuture<String> answer = background(() -> cache.write(key, () -> {
            begun.countDown();
            mayEnd.await();
            return written;
        }));
        Steps.await(begun);
        return new HeldLoad(mayEnd, answer);
    }

    /** A call that waits for its end to be allowed. */
    record HeldLoad(CountDownLatch mayEnd, CompletableFuture<String> answer) {
        String end() {
            mayEnd.countDown();
            return Steps.join(answer);
        }
    }

    CompletableFuture<String> background(Step step) {
        return CompletableFuture.supplyAsync(() -> Steps.run(step), threads);
    }

    /** Something that ends in a value. */
    interface Step {
        String take() throws Exception;
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "app");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void close() {
        link.close();
        threads.shutdownNow();
        kit.close();
        backend.close();
        client.shutdown();
        scheduler.close();
    }
}
