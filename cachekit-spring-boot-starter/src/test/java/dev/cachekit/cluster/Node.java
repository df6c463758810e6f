package dev.cachekit.cluster;

import dev.cachekit.Cache;
import dev.cachekit.engine.CacheKitBuilder;
import dev.cachekit.engine.CacheKitEngine;
import dev.cachekit.engine.SystemScheduler;
import dev.cachekit.redisson.RedissonBackend;
import dev.cachekit.redisson.client.RedissonClients;
import dev.cachekit.spi.CacheListener;
import dev.cachekit.spi.Observer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.redisson.api.RedissonClient;

/**
 * One application process: a CacheKit on the Redis backend that does what it reads from its standard input, a line per
 * command, and answers with a line. All processes of a machine share the monotonic clock, so times can be compared.
 */
final class Node implements AutoCloseable {

    static final String APP = "cluster-test";
    static final String CACHE = "reports";

    private final AtomicInteger loads = new AtomicInteger();
    private final AtomicLong filledAt = new AtomicLong();
    private final AtomicInteger misses = new AtomicInteger();
    private final AtomicInteger looks = new AtomicInteger();
    private final SystemScheduler scheduler = new SystemScheduler();
    private final RedissonClient client;
    private final RedissonBackend backend;
    private final CacheKitEngine kit;
    private final Cache<String, String> cache;
    private final ExecutorService callers = Executors.newCachedThreadPool(Node::daemon);

    private CountDownLatch mayFinish = new CountDownLatch(0);
    private Future<String> asked = CompletableFuture.completedFuture("nothing");

    private Node(String url) {
        client = RedissonClients.create(NodeSettings.of(url));
        backend = RedissonBackend.create(client, APP, scheduler, Duration.ofSeconds(1), new Looks());
        kit = new CacheKitBuilder()
                .app(APP)
                .backend(backend)
                .scheduler(scheduler)
                .listener(new FillTimes())
                .build();
        cache = kit.cache(CACHE, String.class);
    }

    private final class FillTimes implements CacheListener {
        @Override
        public void onMiss(String name) {
            misses.decrementAndGet();
        }

        @Override
        public void onPut(String name) {
            filledAt.set(System.nanoTime());
        }
    }

    /** Counts look-ups after all callers have had theirs. */
    private final class Looks implements Observer {
        @Override
        public Watched begin(Work work, String name) {
            if (name.equals("find") && misses.get() == 0) {
                looks.incrementAndGet();
            }
            return Watched.UNSEEN;
        }
    }

    public static void main(String[] arguments) throws Exception {
        try (Node node = new Node(arguments[0]);
                BufferedReader commands =
                        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            node.answer("ready");
            for (String line = commands.readLine(); line != null; line = commands.readLine()) {
                node.answer(node.execute(line.split(" ")));
            }
        }
    }

    private void answer(String line) {
        System.out.println(NodeProcess.ANSWER + line);
        System.out.flush();
    }

    private String execute(String[] words) throws InterruptedException, ExecutionException, IOException {
        return switch (words[0]) {
            case "stampede" ->
                stampede(words[1], Integer.parseInt(words[2]), Long.parseLong(words[3]), Long.parseLong(words[4]));
            case "get" -> get(words[1], words[2], Long.parseLong(words[3]));
            case "begin" -> begin(words[1], words[2]);
            case "finish" -> finish();
            case "peek" ->
                cache.get(words[1]).map(value -> value.replace(' ', '_')).orElse("nothing");
            case "invalidate" -> {
                cache.invalidate(words[1]);
                yield "done";
            }
            default -> throw new IOException("no such command: " + words[0]);
        };
    }

    /** Lets many threads ask for one cold key at one moment. Answers loads, times of fill and last return, look-ups after the wait. */
    private String stampede(String key, int threads, long loaderMillis, long startNanos)
            throws InterruptedException, ExecutionException {
        loads.set(0);
        filledAt.set(0);
        looks.set(0);
        misses.set(threads);
        List<Future<Long>> returns = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            returns.add(callers.submit(() -> {
                LockSupport.parkNanos(startNanos - System.nanoTime());
                String value = cache.get(key, same -> load(same, "value", loaderMillis));
                if (!("value of " + key).equals(value)) {
                    throw new IllegalStateException("unexpected value");
                }
                return System.nanoTime();
            }));
        }
        long last = Long.MIN_VALUE;
        for (Future<Long> returned : returns) {
            last = Math.max(last, returned.get());
        }
        return loads.get() + " " + filledAt.get() + " " + last + " " + looks.get();
    }

    /** Asks once. Answers the value, the loads so far and the time of the return. */
    private String get(String key, String value, long loaderMillis) {
        String found = cache.get(key, same -> load(same, value, loaderMillis));
        return String.valueOf(found).replace(' ', '_') + " " + loads.get() + " " + System.nanoTime();
    }

    /** Asks in the background, with a loader that reads its value at once and returns it when told to finish. */
    private String begin(String key, String value) {
        CountDownLatch told = new CountDownLatch(1);
        mayFinish = told;
        asked = callers.submit(() -> cache.get(key, same -> {
            answer("loading " + same);
            told.await();
            return value;
        }));
        return "begun";
    }

    private String finish() throws InterruptedException, ExecutionException {
        mayFinish.countDown();
        return asked.get();
    }

    private String load(String key, String value, long millis) {
        loads.incrementAndGet();
        answer("loading " + key);
        long end = System.nanoTime() + Duration.ofMillis(millis).toNanos();
        while (System.nanoTime() < end) {
            LockSupport.parkNanos(end - System.nanoTime());
        }
        return value + " of " + key;
    }

    @Override
    public void close() {
        kit.close();
        backend.close();
        client.shutdown();
        scheduler.close();
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "caller");
        thread.setDaemon(true);
        return thread;
    }
}
