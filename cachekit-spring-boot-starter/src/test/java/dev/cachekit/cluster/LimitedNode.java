package dev.cachekit.cluster;

import dev.cachekit.BackendUnavailableException;
import dev.cachekit.Band;
import dev.cachekit.RateLimiter;
import dev.cachekit.annotation.BackendFailure;
import dev.cachekit.engine.CacheKitBuilder;
import dev.cachekit.engine.CacheKitEngine;
import dev.cachekit.engine.SystemScheduler;
import dev.cachekit.limit.LimiterOptions;
import dev.cachekit.redisson.RedissonBackend;
import dev.cachekit.redisson.client.RedissonClients;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.redisson.api.RedissonClient;

/** A process whose threads ask three limiters, one for each algorithm, for as many permits as they can get. */
final class LimitedNode {

    static final String APP = "limited";
    static final long PERMITS = 100;
    static final Duration PER = Duration.ofSeconds(1);

    /** What a node granted alone would be more than the limit. */
    private static final LimiterOptions CLOSED =
            LimiterOptions.NONE.withOnBackendFailure(BackendFailure.CLOSED, "test");

    private static final Duration PAUSE = Duration.ofMillis(2);

    private final List<RateLimiter> limiters;
    private final LongAdder decisions = new LongAdder();
    private final LongAdder granted = new LongAdder();
    private final LongAdder failed = new LongAdder();

    private LimitedNode(CacheKitEngine kit) {
        limiters = List.of(
                kit.rateLimiter("bucket", Band.tokenBucket(PERMITS, PER)),
                kit.rateLimiter("sliding", Band.slidingWindow(PERMITS, PER)),
                kit.rateLimiter("fixed", Band.fixedWindow(PERMITS, PER)));
    }

    /** Argument: the URL of Redis. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        RedissonClient client = RedissonClients.create(NodeSettings.of(arguments[0]));
        try (SystemScheduler scheduler = new SystemScheduler();
                RedissonBackend backend = RedissonBackend.create(client, APP, scheduler, Duration.ofSeconds(1));
                CacheKitEngine kit = new CacheKitBuilder()
                        .app(APP)
                        .backend(backend)
                        .scheduler(scheduler)
                        .limits(name -> CLOSED)
                        .build();
                BufferedReader commands =
                        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            LimitedNode node = new LimitedNode(kit);
            answer("ready");
            for (String line = commands.readLine(); line != null; line = commands.readLine()) {
                String[] words = line.split(" ");
                answer(node.press(words[0], Integer.parseInt(words[1]), Long.parseLong(words[2])));
            }
        } finally {
            client.shutdown();
        }
    }

    private String press(String key, int threads, long millis) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofMillis(millis).toNanos();
        List<Thread> pressing = IntStream.range(0, threads)
                .mapToObj(i -> new Thread(() -> pressUntil(key, end)))
                .toList();
        pressing.forEach(Thread::start);
        for (Thread thread : pressing) {
            thread.join();
        }
        return decisions.sum() + " " + granted.sum() + " " + failed.sum();
    }

    private void pressUntil(String key, long end) {
        while (System.nanoTime() < end) {
            long now =
                    limiters.stream().filter(limiter -> allowed(limiter, key)).count();
            decisions.add(limiters.size());
            granted.add(now);
            if (now == 0) {
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }

    private boolean allowed(RateLimiter limiter, String key) {
        try {
            return limiter.tryAcquire(key).allowed();
        } catch (BackendUnavailableException late) { // on a busy machine
            failed.increment();
            return false;
        }
    }

    private static void answer(String line) {
        System.out.println(NodeProcess.ANSWER + line);
        System.out.flush();
    }
}
