package dev.cachekit.cluster;

import static dev.cachekit.cluster.LimitedNode.PERMITS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.redisson.testing.RedisServer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Many threads of several processes want all they can get of one key. The script is the real one, but for a line that writes
 * down each grant with the time it counted by.
 */
class LimiterExactnessTest {

    private static final String SCRIPTS = "dev/cachekit/redisson/";
    private static final int NODES = 3;
    private static final int THREADS = 16;
    private static final int MILLIS = 10_000;

    /** What is granted under pressure, of what may be. */
    private static final double SHARE = 0.98;

    /** Permits a second that a sliding window grants at least under pressure. */
    private static final double SLIDING_LEAST = PERMITS * 10 / 11.0;

    private static final String GRANTED = "changed = changed or granted";
    private static final String WRITTEN_DOWN =
            GRANTED + "\n  if granted then redis.call('RPUSH', KEYS[1] .. ':grants', string.format('%.0f', now)) end";

    private RedisServer redis;

    @BeforeEach
    void start() {
        redis = RedisServer.start();
    }

    @AfterEach
    void stop() {
        redis.close();
    }

    @Test
    void neverGrantsMoreThanTheWorstOfItsAlgorithmAndHardlyLess(@TempDir Path scripts) throws IOException {
        write(scripts, "take.lua", GRANTED, WRITTEN_DOWN);

        long[] decided = press(scripts, MILLIS);

        Grants bucket = grants("bucket");
        Grants sliding = grants("sliding");
        Grants fixed = grants("fixed");
        double most = PERMITS + PERMITS * bucket.seconds();
        System.out.printf(
                "limits: %d decisions, %d grants; bucket %d in %.3f s (%.2f %% of what it may), fullest window %d;"
                        + " sliding %d (%.2f %% of 10/11), fullest window %d; fixed %d, fullest window %d, windows from"
                        + " %d to %d%n",
                decided[0],
                decided[1],
                bucket.count(),
                bucket.seconds(),
                100 * bucket.count() / most,
                bucket.inTheFullestWindow(),
                sliding.count(),
                100 * sliding.aSecond() / SLIDING_LEAST,
                sliding.inTheFullestWindow(),
                fixed.count(),
                fixed.inTheFullestWindow(),
                fixed.inTheEmptiestFixedWindow(),
                fixed.inTheFullestFixedWindow());
        assertThat((long) bucket.count() + sliding.count() + fixed.count())
                .isBetween(decided[1], decided[1] + decided[2]); // a call that failed may have been granted
        assertThat(bucket.inTheFullestWindow()).isLessThanOrEqualTo((int) (2 * PERMITS));
        assertThat(bucket.beyondTheBucket()).isLessThan(0.001);
        assertThat((double) bucket.count()).isGreaterThan(SHARE * most);
        assertThat(sliding.inTheFullestWindow()).isLessThanOrEqualTo((int) PERMITS);
        assertThat(sliding.aSecond()).isGreaterThan(SHARE * SLIDING_LEAST);
        assertThat(fixed.inTheFullestWindow()).isLessThanOrEqualTo((int) (2 * PERMITS));
        assertThat(fixed.inTheFullestFixedWindow()).isLessThanOrEqualTo(PERMITS);
        assertThat((double) fixed.inTheEmptiestFixedWindow()).isGreaterThanOrEqualTo(SHARE * PERMITS);
    }

    /** A sliding window that forgets one of its parts, and a bucket that takes a little less than it grants. */
    @Test
    void theChecksFindScriptsThatGrantTooMuch(@TempDir Path scripts) throws IOException {
        write(scripts, "take.lua", GRANTED, WRITTEN_DOWN);
        write(
                scripts,
                "permits.lua",
                Map.of(
                        "for i = 1, PARTS + 1 do\n      total", "for i = 2, PARTS + 1 do\n      total",
                        "band.out = band.out + cost", "band.out = band.out + cost * 0.99"));

        press(scripts, 3_000);

        assertThat(grants("sliding").inTheFullestWindow()).isGreaterThan((int) PERMITS);
        assertThat(grants("bucket").beyondTheBucket()).isGreaterThan(0.5);
    }

    /** A sliding window that looks at one part more than it must. */
    @Test
    void theChecksFindAScriptThatGrantsTooLittle(@TempDir Path scripts) throws IOException {
        write(scripts, "take.lua", GRANTED, WRITTEN_DOWN);
        write(
                scripts,
                "permits.lua",
                Map.of(
                        "local PARTS = 10", "local PARTS = 11",
                        "ceil(per / PARTS)", "ceil(per / 10)",
                        "'<I4I4", "'<I4I4I4",
                        "local taken = {0, ", "local taken = {0, 0, "));

        press(scripts, 3_000);

        Grants sliding = grants("sliding");
        assertThat(sliding.inTheFullestWindow()).isLessThanOrEqualTo((int) PERMITS);
        assertThat(sliding.aSecond()).isLessThan(SHARE * SLIDING_LEAST);
    }

    /** Returns how many decisions there were, how many permits they granted, and how many calls failed. */
    private long[] press(Path scripts, int millis) {
        List<NodeProcess> nodes = IntStream.range(0, NODES)
                .parallel()
                .mapToObj(i -> NodeProcess.startMutant(scripts, LimitedNode.class, redis.url()))
                .toList();
        try {
            nodes.forEach(node -> node.send("ann " + THREADS + " " + millis));
            return nodes.stream()
                    .map(node -> node.answer().split(" "))
                    .map(words -> Stream.of(words).mapToLong(Long::parseLong).toArray())
                    .reduce(new long[3], (all, one) -> new long[] {all[0] + one[0], all[1] + one[1], all[2] + one[2]});
        } finally {
            nodes.forEach(NodeProcess::close);
        }
    }

    private Grants grants(String limiter) {
        String key = redis.keys().stream()
                .filter(name -> name.endsWith("%" + limiter + ":ann:grants"))
                .findFirst()
                .orElseThrow();
        List<?> moments = (List<?>) redis.send("LRANGE", key, "0", "-1");
        return new Grants(moments.stream()
                .mapToLong(moment -> Long.parseLong(moment.toString()))
                .sorted()
                .toArray());
    }

    private static void write(Path scripts, String name, String passage, String changed) throws IOException {
        write(scripts, name, Map.of(passage, changed));
    }

    /** The real script with some passages changed. */
    private static void write(Path scripts, String name, Map<String, String> changes) throws IOException {
        try (InputStream real = LimiterExactnessTest.class.getClassLoader().getResourceAsStream(SCRIPTS + name)) {
            String script = new String(real.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(script).contains(changes.keySet());
            for (Map.Entry<String, String> change : changes.entrySet()) {
                script = script.replace(change.getKey(), change.getValue());
            }
            Path file = scripts.resolve(SCRIPTS + name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, script);
        }
    }
}
