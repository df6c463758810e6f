package dev.cachekit.redisson;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.Band;
import dev.cachekit.annotation.Algorithm;
import dev.cachekit.call.Caller;
import dev.cachekit.call.Outcome;
import dev.cachekit.engine.SystemScheduler;
import dev.cachekit.inprocess.InProcessLimitStore;
import dev.cachekit.limit.Admission;
import dev.cachekit.limit.CombiningLimitStore;
import dev.cachekit.limit.LimitKey;
import dev.cachekit.limit.LimitPorts;
import dev.cachekit.limit.Limiter;
import dev.cachekit.limit.LimiterOptions;
import dev.cachekit.limit.Limiters;
import dev.cachekit.recovery.Guard;
import dev.cachekit.redisson.testing.RedisServer;
import dev.cachekit.redisson.testing.RedisServer.Monitor;
import dev.cachekit.spi.LimitListener;
import dev.cachekit.spi.LimitReply;
import dev.cachekit.spi.LimitRequest;
import dev.cachekit.spi.LimitStore;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What decisions of limiters cost Redis: commands, keys and memory. There is no heartbeat here, so nothing else is sent. */
class LimiterCommandsTest {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final List<Band> THREE = List.of(
            Band.tokenBucket(100, Duration.ofMinutes(1)),
            Band.slidingWindow(1000, HOUR),
            Band.fixedWindow(10_000, Duration.ofDays(1)));

    private final RedisServer redis = RedisServer.start();
    private final TestBackend backend = new TestBackend(redis);
    private final SystemScheduler clock = new SystemScheduler();
    private final CountedStore store = new CountedStore(backend.backend.limits());
    private final LongAdder remembered = new LongAdder();

    /** Writes down how many requests went together. */
    private record CountedStore(LimitStore inner, Collection<Integer> sent) implements LimitStore {

        CountedStore(LimitStore inner) {
            this(inner, new ConcurrentLinkedQueue<>());
        }

        @Override
        public CompletionStage<List<LimitReply>> takeEach(List<LimitRequest> requests) {
            sent.add(requests.size());
            return inner.takeEach(requests);
        }

        @Override
        public CompletionStage<Void> credit(LimitRequest request) {
            return inner.credit(request);
        }
    }

    @BeforeEach
    void loadScripts() {
        take(limiter("warm", THREE), "warm");
        store.sent().clear();
        redis.resetStats();
    }

    @AfterEach
    void stop() {
        backend.close();
        clock.close();
        redis.close();
    }

    private Limiter limiter(String name, List<Band> bands) {
        LimitListener listener = new LimitListener() {
            @Override
            public void onPermitRefused(String limiter, String reason) {
                if (reason.equals("remembered")) {
                    remembered.increment();
                }
            }
        };
        LimitPorts ports = new LimitPorts(
                new CombiningLimitStore(store, Guard.NONE),
                new InProcessLimitStore(clock),
                clock,
                listener,
                Duration.ofSeconds(1),
                List.of(),
                text -> text);
        return new Limiters(ports, any -> LimiterOptions.NONE)
                .limiter(name, LimiterOptions.NONE.withBands(bands, "test"));
    }

    private static boolean take(Limiter limiter, String key) {
        Admission admission = Outcome.of(limiter.take(new LimitKey(key, key), 1, Caller.BLOCKING));
        return admission.passes();
    }

    private static void together(int threads, Runnable work) throws InterruptedException {
        List<Thread> all =
                IntStream.range(0, threads).mapToObj(i -> new Thread(work)).toList();
        all.forEach(Thread::start);
        for (Thread thread : all) {
            thread.join();
        }
    }

    @Test
    void aDecisionIsOneCommandAndNothingElse() {
        Limiter limiter = limiter("three", THREE);
        try (Monitor monitor = redis.monitor()) {
            for (int i = 0; i < 200; i++) {
                assertThat(take(limiter, "user" + i % 50)).isTrue();
            }
            redis.send("ECHO", "the end");
            assertThat(monitor.linesUntil("the end"))
                    .filteredOn(line -> !line.contains(" lua]") && !line.contains("ECHO"))
                    .hasSize(200)
                    .allMatch(line -> line.contains("\"EVALSHA\""));
        }
        assertThat(redis.commandStats()).containsEntry("evalsha", 200L);
    }

    @Test
    void refusedKeysAreAskedForOnce() {
        Limiter limiter = limiter("narrow", List.of(Band.tokenBucket(5, HOUR)));
        for (int i = 0; i < 100; i++) {
            assertThat(take(limiter, "ann")).isEqualTo(i < 5);
        }
        // five that were granted and the first that was refused; in a busy moment a second may pass, which is how long
        // one is kept
        long asked = redis.commandStats().get("evalsha");
        assertThat(asked).isEqualTo(100 - remembered.sum()).isBetween(6L, 9L);
    }

    @Test
    void callsThatMeetShareACommand() throws InterruptedException {
        Limiter limiter = limiter("hot", List.of(Band.slidingWindow(10_000, Duration.ofDays(1))));
        together(16, () -> {
            for (int i = 0; i < 250; i++) {
                take(limiter, "ann");
            }
        });

        long decided = store.sent().stream().mapToInt(Integer::intValue).sum();
        long commands = redis.commandStats().get("evalsha");
        System.out.printf("combining: %d decisions of 16 threads in %d commands%n", decided, commands);
        assertThat(decided).isEqualTo(4_000);
        assertThat(commands).isEqualTo(store.sent().size()).isLessThan(decided / 2);
        Admission last = Outcome.of(limiter.take(new LimitKey("ann", "ann"), 1, Caller.BLOCKING));
        assertThat(last.decision().remaining()).isEqualTo(10_000 - 4_000 - 1);
    }

    @Test
    void aSubjectIsOneKeyOfAtMostTwoHundredBytesForEachBand() {
        Map<String, List<Band>> limiters = Map.of(
                "bucket",
                THREE.subList(0, 1),
                "sliding",
                THREE.subList(1, 2),
                "fixed",
                THREE.subList(2, 3),
                "three",
                THREE);
        limiters.forEach((name, bands) -> {
            take(limiter(name, bands), "6f1ed002-ab5e-4b6c-9b35-2f1b7c0a9a11");
            take(limiter(name, bands), "somebody-with-a-name@of-sixty-four-letters.example.org-and-more");
            List<String> keys = redis.keys().stream()
                    .filter(key -> key.contains("%" + name + ":"))
                    .toList();
            assertThat(keys).hasSize(2);
            keys.forEach(key -> {
                long bytes = (Long) redis.send("MEMORY", "USAGE", key);
                System.out.printf("memory: %s %d bytes%n", name, bytes);
                assertThat(bytes).isLessThanOrEqualTo(200L * bands.size());
                assertThat((Long) redis.send("PTTL", key)).isPositive();
            });
        });
    }

    @Test
    void aRefusalOfSeveralBandsLeavesNoTrace() {
        Band narrow = Band.fixedWindow(1, Duration.ofDays(1));
        for (Algorithm algorithm : Algorithm.values()) {
            Band wide = new Band(algorithm, 100, HOUR, 0);
            assertThat(trace(backend.backend.limits(), algorithm.name(), wide, narrow))
                    .isEmpty();
        }
    }

    @Test
    void theCheckFindsATakeThatIsNotAllOrNone() {
        Band narrow = Band.fixedWindow(1, Duration.ofDays(1));
        String taken = "if granted then\n      kind.take(band, cost)\n    end";
        assertThat(LuaScript.TAKE.text()).contains(taken);
        String mutant = LuaScript.TAKE
                .text()
                .replace(
                        taken,
                        "if kind.wait(band, cost) == 0 then\n      kind.take(band, cost)\n      changed = true\n    end");
        LimitStore broken = new RawLimitStore(redis, mutant);

        assertThat(trace(broken, "mutant", Band.tokenBucket(100, HOUR), narrow)).isNotEmpty();
    }

    /** What two refusals change of what is stored, and of how long it is. */
    private String trace(LimitStore limits, String subject, Band... bands) {
        LimitRequest request = new LimitRequest("traced", subject, List.of(bands), 1, Duration.ZERO);
        assertThat(granted(limits, request)).isTrue();
        String key = redis.keys().stream()
                .filter(name -> name.endsWith("%traced:" + subject))
                .findFirst()
                .orElseThrow();
        String before = stored(key);
        assertThat(Stream.of(request, request).anyMatch(again -> granted(limits, again)))
                .isFalse();
        String after = stored(key);
        return after.equals(before) ? "" : after;
    }

    private static boolean granted(LimitStore limits, LimitRequest request) {
        return limits.take(request).toCompletableFuture().join().granted();
    }

    private String stored(String key) {
        long deadline = (Long) redis.send("PTTL", key) / 60_000; // a minute is less than what a write would add
        return redis.send("DUMP", key) + " for " + deadline;
    }
}
