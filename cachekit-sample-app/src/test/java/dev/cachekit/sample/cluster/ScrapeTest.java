package dev.cachekit.sample.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import dev.cachekit.Band;
import dev.cachekit.CacheKit;
import dev.cachekit.DistributedLock;
import dev.cachekit.HeldLock;
import dev.cachekit.RateLimiter;
import dev.cachekit.redisson.testing.RedisServer;
import dev.cachekit.sample.NeedsCache;
import dev.cachekit.sample.SampleApplication;
import dev.cachekit.sample.cluster.AppClient.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** What Prometheus sees of the sample: under load, and while its Redis is away. */
@NeedsCache("the meters of caches in a scrape")
class ScrapeTest {

    private static final Duration TOLD = Duration.ofSeconds(3);
    private static final Path METERS = Path.of("..", "docs", "meters.md");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `[a-z.]+` \\| `(\\w+)` \\| ([a-z]+)");

    private static final int THREADS = 4;
    private static final int USERS_EACH = 5;
    private static final int ROUNDS = 20;

    private RedisServer redis;
    private ConfigurableApplicationContext application;
    private AppClient client;

    @BeforeEach
    void start() {
        redis = RedisServer.startLocal();
    }

    @AfterEach
    void stop() {
        application.close();
        redis.close();
    }

    private void run(String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "--server.port=0",
                "--spring.datasource.url=jdbc:h2:mem:scrape" + redis.port() + ";DB_CLOSE_DELAY=-1",
                "--cachekit.redis.url=" + redis.url()));
        arguments.addAll(List.of(more));
        application = new SpringApplicationBuilder(SampleApplication.class).run(arguments.toArray(String[]::new));
        client = new AppClient(application.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
    }

    /** A busy machine must not be taken for a Redis that is away. */
    private void runPatiently() {
        run(
                "--cachekit.redis.command-timeout=10s",
                "--cachekit.redis.deadline=20s",
                "--cachekit.circuit-breaker.slow-call=10s");
    }

    @Test
    void figuresAreThoseThatTheLoadGeneratorHasCounted() {
        runPatiently();
        Scrape before = Scrape.of(client);
        AtomicInteger hits = new AtomicInteger();
        AtomicInteger misses = new AtomicInteger();
        load(answer -> (answer.cache().equals("hit") ? hits : misses).incrementAndGet());
        Scrape after = Scrape.of(client);

        int reads = THREADS * USERS_EACH * ROUNDS;
        assertThat(hits.get() + misses.get()).isEqualTo(reads);
        double hitsSeen = grown(before, after, "cache_gets_total", Map.of("cache", "profiles", "result", "hit"));
        double missesSeen = grown(before, after, "cache_gets_total", Map.of("cache", "profiles", "result", "miss"));
        assertThat(hitsSeen).isEqualTo(hits.get());
        assertThat(missesSeen).isEqualTo(misses.get());
        assertThat(hitsSeen / (hitsSeen + missesSeen)).isEqualTo((double) hits.get() / reads);
        Map<String, String> profiles = Map.of("cache", "profiles");
        assertThat(grown(before, after, "cachekit_gets_total", profiles)).isEqualTo(reads);
        assertThat(grown(before, after, "cachekit_gets_total", Map.of("cache", "profiles", "tier", "store")))
                .isEqualTo(hits.get());
        assertThat(grown(before, after, "cachekit_loads_seconds_count", profiles))
                .isEqualTo(misses.get());
        assertThat(grown(before, after, "cachekit_loads_seconds_bucket", Map.of("cache", "profiles", "le", "+Inf")))
                .isEqualTo(misses.get());
        assertThat(grown(before, after, "cache_puts_total", profiles)).isEqualTo(misses.get());
        assertThat(grown(before, after, "cachekit_payload_bytes_count", profiles))
                .isEqualTo(misses.get());
        assertThat(grown(before, after, "cachekit_payload_bytes_sum", profiles) / misses.get())
                .isBetween(20.0, 1_000.0);
        assertThat(grown(
                        before,
                        after,
                        "cachekit_redis_requests_seconds_count",
                        Map.of("operation", "find", "result", "success")))
                .as("reads that come together share a request")
                .isGreaterThanOrEqualTo(reads / THREADS);
        System.out.printf(
                "scrape under load: %d reads, hit ratio %.3f both counted and scraped%n",
                reads, hitsSeen / (hitsSeen + missesSeen));
    }

    private void load(java.util.function.Consumer<Answer> counted) {
        CompletableFuture.allOf(IntStream.range(0, THREADS)
                        .mapToObj(thread -> CompletableFuture.runAsync(() -> read(thread, counted)))
                        .toArray(CompletableFuture[]::new))
                .join();
    }

    /** Users of its own, so that no call waits for the load of another. */
    private void read(int thread, java.util.function.Consumer<Answer> counted) {
        for (int round = 0; round < ROUNDS; round++) {
            for (int user = 1; user <= USERS_EACH; user++) {
                counted.accept(client.get("/api/users/" + (thread * USERS_EACH + user)));
            }
        }
    }

    private static double grown(Scrape before, Scrape after, String name, Map<String, String> labels) {
        double earlier = before.names().contains(name) ? before.sum(name, labels) : 0;
        return after.sum(name, labels) - earlier;
    }

    @Test
    void everyDocumentedMeterIsThere() throws IOException {
        runPatiently();
        useTheRest(application.getBean(CacheKit.class));
        client.get("/api/users/1");
        redis.kill();
        application.getBean(CacheKit.class).cache("notes", String.class).invalidate("1");
        Scrape scrape = Scrape.of(client);

        List<String> documented = ROW.matcher(Files.readString(METERS))
                .results()
                .map(row -> row.group(1) + (row.group(2).matches("timer|distribution") ? "_count" : ""))
                .toList();
        assertThat(documented).hasSizeGreaterThan(40);
        assertThat(scrape.names()).containsAll(documented);
        expectTheRest(scrape);
    }

    private static void useTheRest(CacheKit kit) {
        kit.cache("notes", String.class).get("1", key -> "note");
        kit.cache("notes", String.class).invalidate("1");
        RateLimiter limiter = kit.rateLimiter("api", Band.tokenBucket(2, Duration.ofHours(1)));
        IntStream.range(0, 5).forEach(call -> limiter.tryAcquire("key"));
        DistributedLock jobs = kit.lock("jobs");
        try (HeldLock held = jobs.acquire(Duration.ofSeconds(10))) {
            assertThat(held.isHeld()).isTrue();
            assertThat(jobs.tryAcquire(Duration.ZERO)).isEmpty();
        }
        kit.singleFlight("report").run("key", () -> "done");
        AtomicInteger heard = new AtomicInteger();
        kit.topic("news", String.class).subscribe(message -> heard.incrementAndGet());
        kit.topic("news", String.class).publish("hello");
        await().untilAtomic(heard, org.hamcrest.Matchers.equalTo(1));
    }

    private static void expectTheRest(Scrape scrape) {
        Map<String, String> api = Map.of("limiter", "api", "decision", "allowed");
        assertThat(scrape.sum("cachekit_limiter_decisions_total", api)).isEqualTo(2);
        assertThat(scrape.sum("cachekit_limiter_decisions_total", Map.of("limiter", "api")))
                .isEqualTo(5);
        assertThat(scrape.sum("cachekit_lock_waits_seconds_count", Map.of("lock", "jobs", "result", "acquired")))
                .isEqualTo(1);
        assertThat(scrape.sum("cachekit_lock_waits_seconds_count", Map.of("lock", "jobs", "result", "busy")))
                .isEqualTo(1);
        assertThat(scrape.sum("cachekit_lock_holds_seconds_count", Map.of("lock", "jobs")))
                .isEqualTo(1);
        assertThat(scrape.sum("cachekit_flight_calls_total", Map.of("flight", "report")))
                .isEqualTo(1);
        assertThat(scrape.sum("cachekit_topic_published_total", Map.of("topic", "news")))
                .isEqualTo(1);
        assertThat(scrape.sum("cachekit_topic_handled_seconds_count", Map.of("topic", "news")))
                .isEqualTo(1);
        assertThat(scrape.sum("cachekit_invalidations_total", Map.of("cache", "notes")))
                .isEqualTo(2);
        assertThat(scrape.sum("cachekit_invalidation_lag_seconds_count", Map.of("cache", "notes")))
                .isEqualTo(1);
        assertThat(scrape.sum("cachekit_invalidations_pending", Map.of())).isCloseTo(1, within(0.0));
    }

    @Test
    void anOutageAndItsEndAreToldWithinThreeSeconds() {
        run();
        CacheKit kit = application.getBean(CacheKit.class);
        await().until(() -> scraped("cachekit_breakers", Map.of("state", "closed")) == 1);

        redis.kill();
        long killed = System.nanoTime();
        await().atMost(TOLD)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> scraped("cachekit_breakers", Map.of("state", "closed")) == 0);
        Duration told = Duration.ofNanos(System.nanoTime() - killed);
        kit.cache("profiles2", String.class).invalidate("1");
        assertThat(scraped("cachekit_invalidations_pending", Map.of())).isEqualTo(1);
        await().atMost(TOLD).until(() -> scraped("cachekit_invalidations_pending_age_seconds", Map.of()) > 0);

        redis.restart();
        long restarted = System.nanoTime();
        await().atMost(TOLD)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> scraped("cachekit_breakers", Map.of("state", "closed")) == 1
                        && scraped("cachekit_invalidations_pending", Map.of()) == 0);
        System.out.printf(
                "scrape: outage told after %d ms, its end after %d ms%n",
                told.toMillis(), Duration.ofNanos(System.nanoTime() - restarted).toMillis());
        assertThat(scraped("cachekit_breaker_changes_total", Map.of("state", "open")))
                .isGreaterThanOrEqualTo(1);
        assertThat(scraped("cachekit_invalidations_pending_age_seconds", Map.of()))
                .isZero();
    }

    private double scraped(String name, Map<String, String> labels) {
        return Scrape.of(client).sum(name, labels);
    }
}
