package dev.cachekit.redisson;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.Band;
import dev.cachekit.meter.Tally;
import dev.cachekit.meter.Tally.Decided;
import dev.cachekit.redisson.testing.RedisServer;
import dev.cachekit.spi.LimitReply;
import dev.cachekit.spi.LimitRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Random sequences of takes, credits and passing time, with limits that change and bands that come and go: the scripts must
 * answer what {@link Tally} does. The scripts are the real ones; only the clock they read is moved by the test. A failure
 * names the seed; run it again with {@code -Dcachekit.seed=<seed>}.
 */
class LimitScriptTest {

    private static final int SEQUENCES = 200;
    private static final int STEPS = 40;
    private static final long START = 1_767_225_600_123_457L;
    private static final String CLOCK = "redis.call('TIME')";

    private static RedisServer server;

    @BeforeAll
    static void startServer() {
        server = RedisServer.start();
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @Test
    void theScriptsCountAsTheTallyDoes() {
        long seed = Long.getLong("cachekit.seed", ThreadLocalRandom.current().nextLong());
        for (int i = 0; i < SEQUENCES; i++) {
            play(seed + i, "subject" + i);
        }
    }

    private static void play(long seed, String subject) {
        Random random = new Random(seed);
        Tally tally = Tally.FULL;
        long now = START;
        List<String> history = new ArrayList<>();
        for (int step = 0; step < STEPS; step++) {
            now += random.nextInt(10) == 0 ? -random.nextInt(2_000_000) : random.nextInt(400_000);
            LimitRequest request = request(random, subject);
            boolean credit = random.nextInt(5) == 0;
            history.add((credit ? "credit " : "take ") + request + " at " + now);
            Tally moved = tally.at(request.bands(), now);
            if (credit) {
                tally = moved.giveBack(request.cost());
                send(LuaScript.CREDIT, request, now);
            } else {
                Decided expected = moved.take(request);
                assertThat(take(request, now))
                        .as("seed %d after %s", seed, history)
                        .isEqualTo(expected.reply());
                // a refusal writes nothing, so the moment of the last write stays
                tally = expected.reply().granted() ? expected.tally() : tally;
            }
        }
    }

    private static LimitRequest request(Random random, String subject) {
        List<Band> bands = new ArrayList<>(List.of(
                Band.tokenBucket(7 + random.nextInt(3), Duration.ofSeconds(1)).withBurst(5 + random.nextInt(3)),
                Band.tokenBucket(20, Duration.ofSeconds(3)),
                Band.slidingWindow(10 + random.nextInt(3), Duration.ofMillis(1_001)),
                Band.fixedWindow(9 + random.nextInt(3), Duration.ofSeconds(2))));
        Collections.shuffle(bands, random);
        Duration longestWait = random.nextBoolean() ? Duration.ZERO : Duration.ofMillis(random.nextInt(1_000));
        return new LimitRequest(
                "api", subject, bands.subList(0, 1 + random.nextInt(4)), 1 + random.nextInt(4), longestWait);
    }

    @SuppressWarnings("unchecked") // the script answers numbers
    private static LimitReply take(LimitRequest request, long now) {
        return RedissonLimitStore.reply((List<Long>) send(LuaScript.TAKE, request, now));
    }

    private static Object send(LuaScript script, LimitRequest request, long now) {
        assertThat(script.text()).contains(CLOCK);
        List<String> command = new ArrayList<>(List.of(
                "EVAL",
                script.text().replace(CLOCK, "{ARGV[#ARGV - 1], ARGV[#ARGV]}"),
                "1",
                "{s}" + request.subject()));
        for (Object argument : RedissonLimitStore.arguments(script, request)) {
            command.add(argument.toString());
        }
        command.add(String.valueOf(Math.floorDiv(now, 1_000_000L)));
        command.add(String.valueOf(Math.floorMod(now, 1_000_000L)));
        return server.send(command.toArray(String[]::new));
    }
}
