package dev.cachekit.redisson;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.contract.Answers;
import dev.cachekit.contract.ManualScheduler;
import dev.cachekit.contract.Sample;
import dev.cachekit.inprocess.InProcessBackend;
import dev.cachekit.redisson.testing.RedisServer;
import dev.cachekit.spi.FlightKey;
import dev.cachekit.spi.FlightNews;
import dev.cachekit.spi.FlightStore;
import dev.cachekit.spi.Token;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Random sequences of all steps of a flight, by few members and with passing time: the scripts must answer and tell what the
 * in-process backend does. The scripts are the real ones; the clock they read is moved by the test, and what they publish
 * goes to a list. A failure names the seed; run it again with {@code -Dcachekit.seed=<seed>}.
 */
class FlightScriptTest {

    private static final int SEQUENCES = 300;
    private static final int STEPS = 30;
    private static final List<Token> MEMBERS = List.of(Sample.token(), Sample.token(), Sample.token());

    private static final List<LuaScript> SCRIPTS = List.of(
            LuaScript.FLIGHT_ENTER,
            LuaScript.FLIGHT_ENTER,
            LuaScript.FLIGHT_EXTEND,
            LuaScript.FLIGHT_FINISH,
            LuaScript.FLIGHT_ABANDON,
            LuaScript.FLIGHT_LEAVE);

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
    void theScriptsActAsTheOtherBackendDoes() {
        long seed = Long.getLong("cachekit.seed", ThreadLocalRandom.current().nextLong());
        for (int i = 0; i < SEQUENCES; i++) {
            assertThat(differenceOf(new Random(seed + i), script -> script))
                    .as("seed %d", seed + i)
                    .isNull();
        }
    }

    /** Each takes one rule out of the real scripts, and must be noticed. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    if flight.ends > moment and flight.leader ~= member then | if flight.leader ~= member then
                    if not flight or flight.leader ~= ARGV[1] then | if not flight then
                    if not wanted_besides(flight, ARGV[1]) then | if false then
                    if flight and wanted_besides(flight, ARGV[1]) then | if flight and flight.leader ~= ARGV[1] then
                    elseif wanted_besides(flight, ARGV[1]) then | elseif true then
                    if ends <= now then | if false then
                    redis.pcall('PUBLISH', ARGV[4], message) | local unsaid = message
                    flight = {flight = member, leader = member, ends = 0} | flight = {flight = 'f' .. string.sub(member, 2), leader = member, ends = 0}
                    """)
    void aRuleThatIsTakenOutIsNoticed(String rule, String without) {
        Random seeds = new Random(1);
        boolean noticed = Stream.generate(() -> new Random(seeds.nextLong()))
                .limit(SEQUENCES)
                .anyMatch(random -> differenceOf(random, script -> script.replace(rule, without)) != null);

        assertThat(noticed).isTrue();
    }

    /** Returns the history up to the first answer that differs, null if there is none. */
    private static @Nullable List<String> differenceOf(Random random, UnaryOperator<String> change) {
        FlightKey key = new FlightKey("report", Sample.token().value());
        try (ManualScheduler time = new ManualScheduler();
                InProcessBackend backend = InProcessBackend.create(time, 1, Runnable::run)) {
            FlightStore expected = backend.flights();
            FlightScripts scripts = new FlightScripts(server, key, change);
            List<FlightNews> told = new ArrayList<>();
            expected.listen(told::add);
            List<String> history = new ArrayList<>();
            for (int i = 0; i < STEPS; i++) {
                // altogether less than an outcome is kept
                Duration passed = Duration.ofMillis(random.nextInt(3) == 0 ? random.nextInt(900) : random.nextInt(50));
                time.advance(passed);
                Step step = step(random, Answers.of(expected.current(key)).orElse(MEMBERS.get(0)));
                Object answer = Answers.of(step.on(expected, key));
                Object answered = scripts.answer(step, passed);
                history.add(passed + ": " + step + " " + answer + " script " + answered);
                if (!answer.equals(answered) || !told.equals(scripts.told())) {
                    return history;
                }
            }
            return null;
        }
    }

    private static Step step(Random random, Token flight) {
        Token followed = random.nextBoolean() ? MEMBERS.get(random.nextInt(MEMBERS.size())) : null;
        ByteBuffer outcome = random.nextBoolean() ? null : ByteBuffer.wrap(("v" + random.nextInt()).getBytes(UTF_8));
        return new Step(
                SCRIPTS.get(random.nextInt(SCRIPTS.size())),
                MEMBERS.get(random.nextInt(MEMBERS.size())),
                flight,
                followed,
                outcome,
                random.nextBoolean(),
                Duration.ofMillis(400 + random.nextInt(400)));
    }

    /** One step, of either. */
    record Step(
            LuaScript script,
            Token member,
            Token flight,
            @Nullable Token followed,
            @Nullable ByteBuffer outcome,
            boolean wanted,
            Duration lease) {

        CompletionStage<?> on(FlightStore store, FlightKey key) {
            return switch (script) {
                case FLIGHT_ENTER -> store.enter(key, member, followed, lease);
                case FLIGHT_EXTEND -> store.extend(key, member, wanted, lease);
                case FLIGHT_FINISH -> store.finish(key, flight, member, outcome);
                case FLIGHT_ABANDON -> store.abandon(key, member).thenApply(done -> "done");
                default -> store.leave(key, member);
            };
        }
    }
}
