package dev.cachekit.redisson;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.contract.EntryStoreContract;
import dev.cachekit.redisson.testing.RedisServer;
import dev.cachekit.redisson.testing.RedisServer.Monitor;
import dev.cachekit.spi.Backplane;
import dev.cachekit.spi.EntryStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** No script is left out of the comparison with the automaton. */
class PlayedScriptsTest {

    private static final Path FILES = Path.of("src", "main", "resources", "dev", "cachekit", "redisson");
    private static final String INCLUDE = "-- include: ";

    /**
     * {@link LimitScriptTest} compares these with a tally, the tests of flights and locks with the other backend; counters have
     * their kit.
     */
    private static final EnumSet<LuaScript> PLAYED_ELSEWHERE = EnumSet.of(
            LuaScript.TAKE,
            LuaScript.CREDIT,
            LuaScript.COUNT,
            LuaScript.FLIGHT_ENTER,
            LuaScript.FLIGHT_EXTEND,
            LuaScript.FLIGHT_FINISH,
            LuaScript.FLIGHT_ABANDON,
            LuaScript.FLIGHT_LEAVE,
            LuaScript.LOCK,
            LuaScript.LOCK_EXTEND,
            LuaScript.UNLOCK);

    @Test
    void everyFileIsSentOrIncludedByOneThatIs() throws IOException {
        Set<String> used = new TreeSet<>();
        for (LuaScript script : LuaScript.values()) {
            addWithIncludes(script.name().toLowerCase(Locale.ROOT), used);
        }
        try (Stream<Path> files = Files.list(FILES)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(
                            used.stream().map(name -> name + ".lua").toList());
        }
    }

    @Test
    void randomOperationsPlayEveryScript() {
        try (RedisServer server = RedisServer.start();
                TestBackend backend = new TestBackend(server);
                Monitor monitor = server.monitor()) {
            new RandomRun(backend).behavesAsTheAutomatonWhateverHappens();
            server.send("ECHO", "the end");
            String sent = monitor.linesUntil("the end").stream()
                    .filter(line -> line.contains("\"EVALSHA\""))
                    .collect(Collectors.joining("\n"));
            assertThat(EnumSet.complementOf(PLAYED_ELSEWHERE))
                    .allSatisfy(script -> assertThat(sent).contains(digest(script)));
        }
    }

    /** The sequences of the kit, on a server that has no record yet. */
    private static final class RandomRun extends EntryStoreContract {

        private final TestBackend backend;

        RandomRun(TestBackend backend) {
            this.backend = backend;
        }

        @Override
        public EntryStore store() {
            return backend.store();
        }

        @Override
        public Backplane backplane() {
            return backend.backend.backplane();
        }

        @Override
        public void passTime(Duration duration) {
            OnRedis.passTime(duration);
        }

        @Override
        public int randomSequences() {
            return 12;
        }
    }

    private static void addWithIncludes(String name, Set<String> used) throws IOException {
        if (used.add(name)) {
            List<String> lines = Files.readAllLines(FILES.resolve(name + ".lua"));
            for (String line : lines) {
                if (line.startsWith(INCLUDE)) {
                    addWithIncludes(line.substring(INCLUDE.length()), used);
                }
            }
        }
    }

    private static String digest(LuaScript script) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-1").digest(script.text().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException absent) {
            throw new AssertionError(absent);
        }
    }
}
