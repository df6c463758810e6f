package dev.cachekit.redisson;

import static dev.cachekit.redisson.TestBackend.SPACE;
import static dev.cachekit.redisson.TestBackend.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cachekit.contract.Answers;
import dev.cachekit.contract.Sample;
import dev.cachekit.redisson.client.ClientLimits;
import dev.cachekit.redisson.client.RedisSettings;
import dev.cachekit.redisson.client.RedissonClients;
import dev.cachekit.redisson.testing.RedisServer;
import dev.cachekit.redisson.testing.RespConnection;
import dev.cachekit.spi.EntryStore;
import dev.cachekit.spi.Lane;
import dev.cachekit.spi.Lookup;
import dev.cachekit.torture.network.LinkState;
import dev.cachekit.torture.network.Proxy;
import dev.cachekit.torture.network.Traffic;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the server has to do for the removal of 20,000 entries, or of half of them. */
class ManyEntriesTest {

    private static final int ENTRIES = 20_000;
    private static final int PUTS_AT_A_TIME = 1_000;
    private static final Pattern SCRIPT = Pattern.compile("\"EVALSHA\" \"\\w+\" \"(\\d+)\"");
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final RedisServer server = RedisServer.start();
    private final Proxy link = Proxy.before(server.host(), server.port());
    private final TestBackend backend = new TestBackend(RedissonClients.create(new RedisSettings(
            new RedisSettings.Single("redis://" + link.address()),
            RedisSettings.Credentials.NONE,
            null,
            new ClientLimits(PATIENCE, PATIENCE, 0, 4))));
    private final EntryStore store = backend.store();

    /** The server knows all scripts afterwards. */
    @BeforeEach
    void fill() {
        Answers.of(store.put(key("even:0"), Sample.entry(Sample.token(), "1"), Sample.LONG_TTL));
        Answers.of(store.invalidatePattern(SPACE, "*"));
        Answers.of(store.clear(SPACE));
        for (int from = 0; from < ENTRIES; from += PUTS_AT_A_TIME) {
            CompletableFuture.allOf(IntStream.range(from, from + PUTS_AT_A_TIME)
                            .mapToObj(number -> store.put(
                                            key(text(number)), Sample.entry(Sample.token(), "1"), Sample.LONG_TTL)
                                    .toCompletableFuture())
                            .toArray(CompletableFuture[]::new))
                    .join();
        }
        server.resetStats();
    }

    private static String text(int number) {
        return (number % 2 == 0 ? "even:" : "odd:") + number;
    }

    @AfterEach
    void close() {
        backend.close();
        link.close();
        server.close();
    }

    private long scripts() {
        return server.commandStats().getOrDefault("evalsha", 0L);
    }

    private boolean isThere(int number) {
        return Answers.of(store.find(key(text(number)))) instanceof Lookup.Hit;
    }

    /** What is sent while no answer comes back needs no answer first. */
    @Test
    void clearIsOneRoundTrip() {
        assertThat(List.of(0, 1, ENTRIES - 1)).allMatch(this::isThere);
        link.set(LinkState.noReplies(Traffic.COMMANDS));
        CompletableFuture<Void> cleared = store.clear(SPACE).toCompletableFuture();

        await().atMost(PATIENCE.dividedBy(2)).until(() -> scripts() >= Lane.COUNT);

        assertThat(cleared).isNotDone();
        link.set(LinkState.PASS);
        cleared.join();
        assertThat(scripts()).isEqualTo(Lane.COUNT);
        assertThat(List.of(0, 1, ENTRIES - 1)).noneMatch(this::isThere);
    }

    @Test
    void removalByPatternNamesFewKeysInACommandAndWalksInShortSteps() {
        try (RedisServer.Monitor monitor = server.monitor()) {
            assertThat(Answers.of(store.invalidatePattern(SPACE, "even:*"))).isEqualTo(ENTRIES / 2);
            server.send("ECHO", "the end");
            List<String> lines = monitor.linesUntil("the end");

            List<Integer> keys = SCRIPT.matcher(String.join("\n", lines))
                    .results()
                    .map(script -> Integer.parseInt(script.group(1)))
                    .toList();
            assertThat(keys).hasSizeGreaterThan(ENTRIES / 2 / 500).allMatch(count -> count <= 500);
            assertThat(lines.stream().filter(line -> line.contains("\"UNLINK\" ")))
                    .isNotEmpty()
                    .allMatch(line -> line.split("\" \"").length <= 500);
            assertThat(lines.stream().filter(line -> line.contains("\"SCAN\" ")))
                    .hasSizeGreaterThan(ENTRIES / 1_000)
                    .allMatch(line -> line.matches(".*\"(?i:count)\" \"\\d{1,3}\".*"));
        }
        assertThat(isThere(0)).isFalse();
        assertThat(isThere(1)).isTrue();
    }

    @Test
    void otherClientsAreServedWhileAPatternIsRemoved() {
        int answered = 0;
        try (RespConnection other = server.connect();
                RedisServer.Monitor monitor = server.monitor()) {
            CompletableFuture<Long> removed =
                    store.invalidatePattern(SPACE, "even:*").toCompletableFuture();
            while (!removed.isDone()) {
                other.send("ECHO", "a question");
                answered++;
            }
            assertThat(removed.join()).isEqualTo(ENTRIES / 2);
            server.send("ECHO", "the end");

            assertThat(answered).isGreaterThan(10);
            assertThat(pauses(monitor.linesUntil("the end"))).isGreaterThan(10);
        }
    }

    /** How often the other client was served between two steps of the removal. */
    private static long pauses(List<String> lines) {
        List<Boolean> steps = lines.stream()
                .filter(line -> !line.contains(" lua]"))
                .filter(line ->
                        line.contains("\"SCAN\"") || line.contains("\"EVALSHA\"") || line.contains("a question"))
                .map(line -> !line.contains("a question"))
                .toList();
        return IntStream.range(1, steps.size())
                .filter(i -> steps.get(i - 1) && !steps.get(i))
                .count();
    }
}
