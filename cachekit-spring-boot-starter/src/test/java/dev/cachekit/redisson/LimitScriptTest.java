package dev.cachekit.redisson;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.Band;
import dev.cachekit.annotation.Algorithm;
import dev.cachekit.meter.Meter;
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
import java.util.stream.Stream;
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
            boolean otherRate = otherRate(tally, request);
            Tally moved = tally.at(request.bands(), now);
            if (random.nextInt(5) == 0) {
                history.add("credit " + request + " at " + now);
                tally = moved.giveBack(request.cost());
                send(LuaScript.CREDIT, request, RedissonLimitStore.creditArguments(request), now);
            } else {
                List<LimitRequest> requests = several(random, request);
                history.add("take " + requests + " at " + now);
                Taken expected = taken(moved, requests);
                assertThat(take(requests, now))
                        .as("seed %d after %s", seed, history)
                        .isEqualTo(expected.replies());
                // refusals write nothing but another rate, so the moment of the last write stays
                tally = expected.granted() || otherRate ? expected.tally() : tally;
            }
        }
    }

    /** Whether a bucket that is not full has another rate than when it was written. */
    private static boolean otherRate(Tally written, LimitRequest request) {
        return Stream.concat(written.meters().stream(), written.others().stream())
                .filter(meter -> meter.fullAfter() > 0)
                .map(Meter::band)
                .filter(band -> band.algorithm() == Algorithm.TOKEN_BUCKET)
                .anyMatch(band -> request.bands().stream()
                        .anyMatch(now -> now.algorithm() == band.algorithm()
                                && now.per().equals(band.per())
                                && now.permits() != band.permits()));
    }

    /** What becomes of a tally. */
    private record Taken(Tally tally, List<LimitReply> replies) {

        boolean granted() {
            return replies.stream().anyMatch(LimitReply::granted);
        }
    }

    private static Taken taken(Tally tally, List<LimitRequest> requests) {
        List<LimitReply> replies = new ArrayList<>();
        Tally left = tally;
        for (LimitRequest request : requests) {
            Decided decided = left.take(request);
            replies.add(decided.reply());
            left = decided.tally();
        }
        return new Taken(left, replies);
    }

    private static List<LimitRequest> several(Random random, LimitRequest first) {
        List<LimitRequest> requests = new ArrayList<>(List.of(first));
        for (int more = random.nextInt(4); more > 0; more--) {
            requests.add(new LimitRequest(
                    first.limiter(), first.subject(), first.bands(), 1 + random.nextInt(4), longestWait(random)));
        }
        return requests;
    }

    private static LimitRequest request(Random random, String subject) {
        List<Band> bands = new ArrayList<>(List.of(
                Band.tokenBucket(7 + random.nextInt(3), Duration.ofSeconds(1)).withBurst(5 + random.nextInt(3)),
                Band.tokenBucket(20, Duration.ofSeconds(3)),
                Band.slidingWindow(10 + random.nextInt(3), Duration.ofMillis(1_001)),
                Band.fixedWindow(9 + random.nextInt(3), Duration.ofSeconds(2))));
        Collections.shuffle(bands, random);
        return new LimitRequest(
                "api", subject, bands.subList(0, 1 + random.nextInt(4)), 1 + random.nextInt(4), longestWait(random));
    }

    private static Duration longestWait(Random random) {
        return random.nextBoolean() ? Duration.ZERO : Duration.ofMillis(random.nextInt(1_000));
    }

    @SuppressWarnings("unchecked") // the script answers numbers
    private static List<LimitReply> take(List<LimitRequest> requests, long now) {
        Object figures = send(LuaScript.TAKE, requests.get(0), RedissonLimitStore.takeArguments(requests), now);
        return RedissonLimitStore.replies((List<Long>) figures, requests.size());
    }

    private static Object send(LuaScript script, LimitRequest request, Object[] arguments, long now) {
        assertThat(script.text()).contains(CLOCK);
        List<String> command = new ArrayList<>(List.of(
                "EVAL",
                script.text().replace(CLOCK, "{table.remove(ARGV, #ARGV - 1), table.remove(ARGV)}"),
                "1",
                "{s}" + request.subject()));
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        command.add(String.valueOf(Math.floorDiv(now, 1_000_000L)));
        command.add(String.valueOf(Math.floorMod(now, 1_000_000L)));
        return server.send(command.toArray(String[]::new));
    }
}
