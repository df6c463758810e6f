package dev.cachekit.redisson;

import static dev.cachekit.redisson.TestBackend.key;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.contract.Answers;
import dev.cachekit.contract.Sample;
import dev.cachekit.redisson.testing.RedisServer;
import dev.cachekit.spi.Entry;
import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.EntryStore;
import dev.cachekit.spi.Lane;
import dev.cachekit.spi.Lookup;
import dev.cachekit.spi.Tagging;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the server is asked, counted by the server. */
class RoundTripsTest {

    private static final EntryKey KEY = key("42");
    private static RedisServer server;
    private static EntryStore store;
    private static TestBackend backend;

    @BeforeAll
    static void start() {
        server = RedisServer.start();
        backend = new TestBackend(server);
        store = backend.store();
    }

    @AfterAll
    static void stop() {
        backend.close();
        server.close();
    }

    @BeforeEach
    void empty() {
        server.flushAll();
        Answers.of(store.find(KEY));
        server.resetStats();
    }

    /** Commands since the start of the test, without what keeps connections alive and what scripts call. */
    private static Map<String, Long> commands() {
        Map<String, Long> commands = server.commandStats();
        commands.keySet()
                .retainAll(List.of("mget", "hmget", "evalsha", "eval", "keys", "scan", "script|load", "script"));
        return commands;
    }

    @Test
    void findIsOneMget() {
        Answers.of(store.find(KEY));
        assertThat(commands()).isEqualTo(Map.of("mget", 1L));
    }

    /** The server stands still meanwhile, for less time than after which nobody waits for others. */
    @Test
    void readsThatComeWhileTwoAreOnTheirWayShareCommands() {
        Answers.of(store.put(KEY, Sample.entry(Sample.token(), "1"), Sample.LONG_TTL));
        List<EntryKey> keys = keys(3);
        List<CompletableFuture<Lookup>> reads;
        server.resetStats();
        server.pause();
        try {
            reads = IntStream.range(0, 60)
                    .mapToObj(
                            n -> store.find(n % 4 == 0 ? KEY : keys.get(n % 3)).toCompletableFuture())
                    .toList();
        } finally {
            server.resume();
        }

        assertThat(reads.stream().map(CompletableFuture::join).filter(Lookup.Hit.class::isInstance))
                .hasSize(15);
        assertThat(commands()).containsOnlyKeys("mget");
        assertThat(commands().get("mget"))
                .as("the server may answer one or two before it stands still")
                .isBetween(3L, 6L);
    }

    @Test
    void tagsCostOnlyWhoHasThemOneLookMore() {
        Tagging tags = Tagging.of(Answers.of(store.tagClock(KEY.space())), List.of("red", "big"));
        List<EntryKey> keys = keys(100);
        keys.forEach(key ->
                Answers.of(store.put(key, Sample.entry(Sample.token(), "1").withTags(tags), Sample.LONG_TTL)));
        server.resetStats();
        Answers.of(store.find(keys.get(0)));
        assertThat(commands()).isEqualTo(Map.of("mget", 1L, "hmget", 1L));
        server.resetStats();
        assertThat(Answers.of(store.findAll(keys)).values()).allMatch(Lookup.Hit.class::isInstance);
        assertThat(commands()).isEqualTo(Map.of("mget", 1L, "hmget", 1L));
    }

    @Test
    void clearIsOneScriptPerLaneHoweverManyKeysThereAre() throws Exception {
        keys(100).forEach(key -> Answers.of(store.put(key, Sample.entry(Sample.token(), "1"), Sample.LONG_TTL)));
        server.resetStats();
        Answers.of(store.clear(KEY.space()));
        Map<String, Long> sent = commands();
        assertThat(sent).doesNotContainKeys("scan", "keys");
        assertThat(sent.get("evalsha")).isBetween((long) Lane.COUNT, Lane.COUNT * 2L);
        assertThat(Answers.of(store.findAll(keys(100))).values()).containsOnly(new Lookup.Absent());
    }

    @Test
    void findAllIsOneMget() {
        Answers.of(store.findAll(keys(100)));
        assertThat(commands()).isEqualTo(Map.of("mget", 1L));
    }

    @Test
    void stampsAreOneMgetOnceTheyExist() {
        Answers.of(store.stamps());
        server.resetStats();
        Answers.of(store.stamps());
        assertThat(commands()).isEqualTo(Map.of("mget", 1L));
    }

    @Test
    void aMissIsOneScriptToLeaseAndOneToFill() {
        Entry entry = Sample.entry(Sample.token(), "1");
        Answers.of(store.lease(KEY, Sample.request(entry.token())));
        Answers.of(store.fill(KEY, entry, Sample.LONG_TTL));
        server.resetStats();
        EntryKey other = key("43");
        Entry next = Sample.entry(Sample.token(), "1");
        Answers.of(store.lease(other, Sample.request(next.token())));
        Answers.of(store.fill(other, next, Sample.LONG_TTL));
        assertThat(commands()).isEqualTo(Map.of("evalsha", 2L));
    }

    @Test
    void anInvalidationOfManyLanesIsOneRoundTrip() throws Exception {
        try (RedisServer.Monitor monitor = server.monitor()) {
            Answers.of(store.invalidate(keys(200)));
            Answers.of(store.find(KEY));
            List<String> lines = monitor.linesUntil("\"MGET\" \"" + KEY.storeKey() + "\"");
            List<String> connections = lines.stream()
                    .filter(line -> line.contains("\"EVALSHA\""))
                    .map(line -> line.replaceAll(".*\\[0 (.*?)].*", "$1"))
                    .distinct()
                    .toList();
            assertThat(connections).as("all in one pipeline").hasSize(1);
        }
    }

    @Test
    void nobodyIsToldOfTheEndOfALeaseNobodyWaitsFor() {
        Entry entry = Sample.entry(Sample.token(), "1");
        Answers.of(store.lease(KEY, Sample.request(entry.token())));
        Answers.of(store.fill(KEY, entry, Sample.LONG_TTL));
        assertThat(server.commandStats()).doesNotContainKey("publish");
    }

    private static List<EntryKey> keys(int count) {
        return IntStream.range(0, count).mapToObj(i -> key("k" + i)).toList();
    }
}
