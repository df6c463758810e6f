package dev.cachekit.redisson;

import static dev.cachekit.redisson.TestBackend.SPACE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.BulkLoader;
import dev.cachekit.Cache;
import dev.cachekit.CacheKit;
import dev.cachekit.contract.Answers;
import dev.cachekit.contract.EntryStoreContract;
import dev.cachekit.contract.HeardMessages;
import dev.cachekit.contract.Sample;
import dev.cachekit.engine.CacheKitBuilder;
import dev.cachekit.redisson.client.RedisSettings;
import dev.cachekit.redisson.testing.RedisCluster;
import dev.cachekit.redisson.testing.RedisServer;
import dev.cachekit.spi.Backplane;
import dev.cachekit.spi.Beat;
import dev.cachekit.spi.Bundle;
import dev.cachekit.spi.CounterKey;
import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.EntryStore;
import dev.cachekit.spi.FlightKey;
import dev.cachekit.spi.FlightNews;
import dev.cachekit.spi.FlightReply;
import dev.cachekit.spi.FlightStore;
import dev.cachekit.spi.Lane;
import dev.cachekit.spi.LaneMessage;
import dev.cachekit.spi.LaneStamps;
import dev.cachekit.spi.LockKey;
import dev.cachekit.spi.LockReply;
import dev.cachekit.spi.LockRequest;
import dev.cachekit.spi.LockRequest.Turn;
import dev.cachekit.spi.LockStore;
import dev.cachekit.spi.Lookup;
import dev.cachekit.spi.Token;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Three primaries: the same contract, and what is special there. */
class ClusterTest extends EntryStoreContract {

    private static RedisCluster cluster;
    private static TestBackend backend;

    @BeforeAll
    static void start() {
        cluster = RedisCluster.start();
        backend = new TestBackend(new RedisSettings.Cluster(cluster.nodes()));
        RecordedChanges changes = new RecordedChanges();
        backend.backend.backplane().listen(changes);
        changes.awaitSubscribed(channels());
    }

    /** One channel a lane, each on the lane's own node; before Redis 7 one that all nodes share. */
    private static int channels() {
        return cluster.servers().get(0).version().startsWith("6.") ? 1 : Lane.COUNT;
    }

    @AfterAll
    static void stop() {
        backend.close();
        cluster.close();
    }

    @Override
    public EntryStore store() {
        return backend.store();
    }

    @Override
    public void passTime(Duration duration) {
        OnRedis.passTime(duration);
    }

    @Override
    public Backplane backplane() {
        return backend.backend.backplane();
    }

    @Override
    public int raceRounds() {
        return 20;
    }

    @Override
    public int randomSequences() {
        return 10;
    }

    private static List<EntryKey> keys() {
        return IntStream.range(0, 300).mapToObj(i -> TestBackend.key("k" + i)).toList();
    }

    @Test
    void findsKeysOfAllPrimariesInOneRoundTripToEach() {
        keys().forEach(key -> Answers.of(store().put(key, Sample.entry(Sample.token(), "1"), Sample.LONG_TTL)));
        List<RedisServer.Monitor> monitors =
                cluster.servers().stream().map(RedisServer::monitor).toList();
        Map<EntryKey, Lookup> found = Answers.of(store().findAll(keys()));
        assertThat(found.values()).hasSize(300).allMatch(Lookup.Hit.class::isInstance);
        for (int i = 0; i < monitors.size(); i++) {
            cluster.servers().get(i).send("ECHO", "end");
            List<String> lines = monitors.get(i).linesUntil("\"ECHO\" \"end\"");
            assertThat(lines.stream()
                            .filter(line -> line.contains("\"MGET\""))
                            .map(line -> line.replaceAll(".*\\[0 (.*?)].*", "$1"))
                            .distinct())
                    .as("all in one pipeline")
                    .hasSize(1);
            monitors.get(i).close();
        }
    }

    @Test
    void sendsABundleInOneRoundTripToEachPrimary() {
        ask(backend.backend.bundle());
        List<RedisServer.Monitor> monitors =
                cluster.servers().stream().map(RedisServer::monitor).toList();
        ask(backend.backend.bundle());
        for (int i = 0; i < monitors.size(); i++) {
            cluster.servers().get(i).send("ECHO", "end");
            List<String> lines = monitors.get(i).linesUntil("\"ECHO\" \"end\"").stream()
                    .filter(line -> line.contains("\"GET\"") || line.contains("\"INCRBY\""))
                    .filter(line -> !line.contains(" lua]"))
                    .toList();
            assertThat(lines).hasSizeGreaterThan(100);
            assertThat(lines.stream()
                            .map(line -> line.replaceAll(".*\\[0 (.*?)].*", "$1"))
                            .distinct())
                    .as("all in one pipeline")
                    .hasSize(1);
            monitors.get(i).close();
        }
    }

    @Test
    void leasesAreOnePipelineToEachPrimaryAndSoAreFills() {
        List<Integer> ids = IntStream.range(0, 300).boxed().toList();
        List<Integer> loaded = new ArrayList<>();
        BulkLoader<Integer, String> loader = missing -> {
            loaded.addAll(missing);
            return missing.stream().collect(Collectors.toMap(id -> id, id -> "v" + id));
        };
        try (CacheKit kit = new CacheKitBuilder()
                .app("shop" + Sample.token())
                .backend(backend.anotherBackend())
                .build()) {
            Cache<Integer, String> cache = kit.cache("bulk", String.class);
            cache.getAll(List.of(300, 301), loader);
            List<RedisServer.Monitor> monitors =
                    cluster.servers().stream().map(RedisServer::monitor).toList();
            assertThat(cache.getAll(ids, loader)).hasSize(300);
            assertThat(cache.getAll(ids, loader)).hasSize(300);
            int scripts = 0;
            for (int i = 0; i < monitors.size(); i++) {
                cluster.servers().get(i).send("ECHO", "end");
                List<String> sent = monitors.get(i).linesUntil("\"ECHO\" \"end\"").stream()
                        .filter(line -> line.contains("\"EVALSHA\"") && line.contains(":bulk:"))
                        .toList();
                scripts += sent.size();
                assertThat(sent.stream().map(ClusterTest::connectionAndScript).distinct())
                        .as("one pipeline of leases, one of fills")
                        .hasSize(2);
                monitors.get(i).close();
            }
            assertThat(scripts).isEqualTo(600);
        }
        assertThat(loaded).hasSize(302);
    }

    private static String connectionAndScript(String line) {
        return line.replaceAll(".*\\[0 (.*?)].*\"EVALSHA\" \"(.*?)\".*", "$1 $2");
    }

    private static void ask(Bundle bundle) {
        List<CompletionStage<?>> asked = new ArrayList<>();
        keys().forEach(key -> {
            asked.add(bundle.entries().find(key));
            asked.add(bundle.counters().add(new CounterKey(key.text()), 1));
        });
        bundle.send();
        asked.forEach(Answers::of);
    }

    @Test
    void countersOfAllPrimariesAreReadTogether() {
        List<CounterKey> counters =
                IntStream.range(0, 200).mapToObj(i -> new CounterKey("c" + i)).toList();
        counters.forEach(counter -> Answers.of(backend.backend.counters().add(counter, 7)));
        assertThat(Answers.of(backend.backend.counters().getAll(counters)))
                .hasSize(200)
                .allSatisfy((counter, value) -> assertThat(value).isEqualTo(7));
    }

    @Test
    void aPatternHearsTheTopicsOfAllPrimaries() {
        HeardMessages heard = HeardMessages.ofPattern(backend.backend.channel(), "news.*");
        List<String> sent = IntStream.range(0, 200).mapToObj(i -> "news." + i).toList();

        sent.forEach(topic -> Answers.of(backend.backend.channel().publish(topic, topic.getBytes(UTF_8))));

        assertThat(heard.take(200)).containsExactlyInAnyOrderElementsOf(sent);
    }

    @Test
    void removesByPatternFromAllPrimaries() {
        keys().forEach(key -> Answers.of(store().put(key, Sample.entry(Sample.token(), "1"), Sample.LONG_TTL)));
        assertThat(Answers.of(store().invalidatePattern(SPACE, "k*"))).isEqualTo(300);
        assertThat(Answers.of(store().findAll(keys())).values()).containsOnly(new Lookup.Absent());
    }

    @Test
    void everyLaneTellsOfItsChanges() {
        RecordedChanges changes = new RecordedChanges();
        backend.backend.backplane().listen(changes);
        changes.awaitSubscribed(1);
        Answers.of(store().invalidate(keys()));
        Answers.of(store().clear(SPACE));
        LaneStamps stamps = Answers.of(store().stamps());
        assertThat(Lane.all()).allSatisfy(lane -> {
            assertThat(changes.awaitStamp(lane, stamps.of(lane)).removed())
                    .isEqualTo(new LaneMessage.Cache(SPACE.prefix()));
            changes.assertChained(lane);
        });
    }

    @Test
    void flightsOfAllPrimariesAreToldToEveryNode() {
        Set<Token> told = ConcurrentHashMap.newKeySet();
        FlightStore flights = backend.backend.flights();
        flights.listen(news -> told.add(((FlightNews.Ended) news).flight()));
        ByteBuffer outcome = ByteBuffer.wrap(new byte[] {1});
        Awaitility.await().until(() -> fly(flights, "first", outcome) && !told.isEmpty());

        assertThat(keys()).allMatch(key -> fly(flights, key.text(), outcome));

        Awaitility.await().until(() -> told.size() > keys().size());
    }

    /** Tells whether who waited finds the outcome. */
    private static boolean fly(FlightStore flights, String text, ByteBuffer outcome) {
        FlightKey key = new FlightKey("report", text);
        Token leader = Sample.token();
        Token waiter = Sample.token();
        Answers.of(flights.enter(key, leader, null, Sample.LONG));
        Answers.of(flights.enter(key, waiter, null, Sample.LONG));
        Answers.of(flights.finish(key, leader, leader, outcome));
        return Answers.of(flights.enter(key, waiter, leader, Sample.LONG)).equals(new FlightReply.Ended(outcome));
    }

    @Test
    void releasesOfAllPrimariesAreToldToEveryNode() {
        Set<LockKey> told = ConcurrentHashMap.newKeySet();
        LockStore locks = backend.backend.locks();
        locks.onRelease(release -> told.add(release.key()));
        Awaitility.await().until(() -> contend(locks, "first") && !told.isEmpty());

        assertThat(keys()).allMatch(key -> contend(locks, key.text()));

        Awaitility.await().until(() -> told.size() > keys().size());
    }

    /** Tells whether one held the lock and the other did not. */
    private static boolean contend(LockStore locks, String text) {
        LockKey key = new LockKey("jobs", text);
        Token holder = Sample.token();
        Token waiter = Sample.token();
        Answers.of(locks.acquire(new LockRequest(key, holder, false, Sample.LONG, Turn.NONE)));
        LockReply busy = Answers.of(locks.acquire(new LockRequest(key, waiter, false, Sample.LONG, Turn.ANY)));
        return busy instanceof LockReply.Busy && Answers.of(locks.release(key, holder));
    }

    @Test
    void aBeatAsksEveryPrimary() {
        Map<Lane, Beat> beats = Answers.of(backend.backend.backplane().beat());
        LaneStamps stamps = Answers.of(store().stamps());
        assertThat(beats).containsOnlyKeys(Lane.all());
        assertThat(Lane.all()).allMatch(lane -> beats.get(lane).stamp() == stamps.of(lane));
        assertThat(beats.values().stream().map(Beat::primary).distinct()).hasSize(3);
    }

    @Test
    void scriptsOfABatchAreLoadedAgainAfterAFlush() {
        Answers.of(store().invalidate(keys()));
        cluster.servers().forEach(RedisServer::flushScripts);
        Answers.of(store().invalidate(keys()));
        cluster.servers().forEach(RedisServer::flushAll);
        cluster.servers().forEach(RedisServer::flushScripts);
        assertThat(Answers.of(store().stamps()).of(TestBackend.key("1").lane())).isPositive();
    }
}
