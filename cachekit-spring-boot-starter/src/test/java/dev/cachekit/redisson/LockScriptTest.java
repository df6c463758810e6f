package dev.cachekit.redisson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cachekit.contract.Answers;
import dev.cachekit.contract.ManualScheduler;
import dev.cachekit.contract.Sample;
import dev.cachekit.inprocess.InProcessLockStore;
import dev.cachekit.redisson.testing.RedisServer;
import dev.cachekit.spi.LockKey;
import dev.cachekit.spi.LockRelease;
import dev.cachekit.spi.LockReply;
import dev.cachekit.spi.LockRequest;
import dev.cachekit.spi.LockRequest.Turn;
import dev.cachekit.spi.LockStore;
import dev.cachekit.spi.Token;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random sequences of acquisitions, extensions, releases and passing time: the scripts must answer and tell what the
 * in-process store does. The scripts are the real ones; only the clock they read is moved by the test, and what they publish
 * is written to a list. A failure names the seed; run it again with {@code -Dcachekit.seed=<seed>}.
 */
class LockScriptTest {

    private static final int SEQUENCES = 150;
    private static final int STEPS = 60;
    private static final String CLOCK = "redis.call('TIME')";
    private static final String PUBLISH = "redis.pcall('PUBLISH', channel, message)";

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
    void theScriptsDoAsTheInProcessStoreDoes() {
        long seed = Long.getLong("cachekit.seed", ThreadLocalRandom.current().nextLong());
        for (int i = 0; i < SEQUENCES; i++) {
            new Sequence(seed + i, new LockKey("jobs", "k" + i), UnaryOperator.identity()).play();
        }
    }

    static Stream<Arguments> rules() {
        return Stream.of(
                rule(
                        "a release ends its own acquisition only",
                        "local held = lock.h[token]",
                        "local held = next(lock.h) token = held or token"),
                rule(
                        "an extension brings nothing back",
                        "local mine = lock.h[ARGV[1]]",
                        "local mine = lock.h[ARGV[1]] or {kind = 'X', ends = 0, number = 1}"),
                rule(
                        "an extension lets nothing end sooner",
                        "math.max(tonumber(ARGV[2]), mine.ends - NOW)",
                        "tonumber(ARGV[2])"),
                rule("who was given up is not granted", "if lock.x[token] then", "if false then"),
                rule("nobody in the queue is passed", "if place.token == token then", "if true then"),
                rule("readers share", "kind == 'X' or holder.kind == 'X'", "true"),
                rule("leases end", "tonumber(ends) <= NOW", "false"),
                rule("a place that is given up is free", "drop(lock, 'q', token)", "local kept = true"),
                rule("only those are woken whose turn it is", "place.kind == 'X' and (held or told > 0)", "false"),
                rule("those outside the queue are woken", "elseif lock.awaited and", "elseif false and"));
    }

    private static Arguments rule(String name, String rule, String without) {
        return Arguments.of(name, rule, without);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rules")
    void aRuleThatIsTakenOutIsNoticed(String name, String rule, String without) {
        UnaryOperator<String> change = script -> script.replace(rule, without);
        assertThat(Stream.of(LuaScript.LOCK, LuaScript.LOCK_EXTEND, LuaScript.UNLOCK)
                        .map(LuaScript::text))
                .anyMatch(script -> !change.apply(script).equals(script));

        assertThatThrownBy(() -> {
                    for (int i = 0; i < SEQUENCES; i++) {
                        new Sequence(i, new LockKey("jobs", "m" + i), change).play();
                    }
                })
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void aClockThatIsSetBackRepeatsNoFence() {
        LockKey key = new LockKey("jobs", "back");
        LockKey neighbour = Stream.iterate(0, n -> n + 1)
                .map(n -> new LockKey("jobs", "back" + n))
                .filter(other -> other.lane() == key.lane())
                .findFirst()
                .orElseThrow();
        Instant now = Instant.now();
        List<Long> fences = new ArrayList<>();
        for (Instant moment : List.of(now, now.minusSeconds(3600), now.minusSeconds(7200), now.plusSeconds(1))) {
            Scripts scripts = new Scripts(key, moment, UnaryOperator.identity());
            Token holder = Sample.token();
            fences.add(scripts.fence(new LockRequest(key, holder, false, Duration.ofSeconds(1), Turn.NONE)));
            scripts.release(holder);
            new Scripts(neighbour, moment, UnaryOperator.identity())
                    .fence(new LockRequest(neighbour, Sample.token(), true, Duration.ofSeconds(1), Turn.NONE));
        }

        assertThat(fences).isSorted().doesNotHaveDuplicates();
    }

    /** One sequence on both. */
    private static final class Sequence {

        private final ManualScheduler time = new ManualScheduler();
        private final LockStore store = new InProcessLockStore(time, Runnable::run);
        private final List<LockRelease> told = new ArrayList<>();
        private final List<Token> tokens =
                Stream.generate(Sample::token).limit(5).toList();
        private final List<String> history = new ArrayList<>();
        private final Random random;
        private final long seed;
        private final LockKey key;
        private final UnaryOperator<String> change;

        Sequence(long seed, LockKey key, UnaryOperator<String> change) {
            this.seed = seed;
            this.change = change;
            this.random = new Random(seed);
            this.key = key;
            store.onRelease(told::add);
            // keys of Redis end by its own clock, which must not overtake that of the scripts
            time.advance(Duration.between(time.now(), Instant.now().truncatedTo(ChronoUnit.MILLIS)));
            time.advance(Duration.ofHours(1));
        }

        void play() {
            server.send("FLUSHALL");
            for (int step = 0; step < STEPS; step++) {
                time.advance(Duration.ofMillis(random.nextInt(1_500)));
                told.clear();
                server.send("DEL", "told");
                doOne(new Scripts(key, time.now(), change));
                assertThat(server.send("LRANGE", "told", "0", "-1"))
                        .as("seed %d after %s", seed, history)
                        .isEqualTo(told.stream().map(this::message).toList());
            }
        }

        private void doOne(Scripts scripts) {
            Token token = tokens.get(random.nextInt(tokens.size()));
            Duration lease = Duration.ofMillis(1 + random.nextInt(4_000));
            switch (random.nextInt(5)) {
                case 0 -> same("release " + token, Answers.of(store.release(key, token)), scripts.release(token));
                case 1 ->
                    same(
                            "extend " + token + " " + lease,
                            Answers.of(store.extend(key, token, lease, 0)),
                            scripts.extend(token, lease));
                default -> {
                    Turn turn = Turn.values()[random.nextInt(3)];
                    LockRequest request = new LockRequest(key, token, random.nextBoolean(), lease, turn);
                    same("acquire " + request, Answers.of(store.acquire(request)), scripts.acquire(request));
                }
            }
        }

        private void same(String what, Object inProcess, Object script) {
            history.add(what + " at " + time.now());
            assertThat(script).as("seed %d after %s", seed, history).isEqualTo(inProcess);
        }

        /** Sets have no order. */
        private String message(LockRelease release) {
            return Scripts.sorted(release.next().stream().map(Token::value));
        }
    }

    /** The scripts at one moment. */
    private record Scripts(LockKey key, Instant now, UnaryOperator<String> change) {

        LockReply acquire(LockRequest request) {
            return RedissonLockStore.reply(numbers(send(LuaScript.LOCK, RedissonLockStore.arguments(request))));
        }

        long fence(LockRequest request) {
            return ((LockReply.Granted) acquire(request)).fence();
        }

        boolean extend(Token token, Duration lease) {
            return send(LuaScript.LOCK_EXTEND, token, lease.toMillis(), 0).equals(1L);
        }

        boolean release(Token token) {
            return send(LuaScript.UNLOCK, token, LockStore.GIVEN_UP.toMillis(), "channel")
                    .equals(1L);
        }

        @SuppressWarnings("unchecked") // the script answers numbers
        private static List<Long> numbers(Object answer) {
            return (List<Long>) answer;
        }

        static String sorted(Stream<String> tokens) {
            return String.join(" ", tokens.sorted().toList());
        }

        private Object send(LuaScript script, Object... arguments) {
            List<String> names = new KeyNames("shop").withMark(key);
            long micros = ChronoUnit.MICROS.between(Instant.EPOCH, now);
            List<String> command =
                    new ArrayList<>(List.of("EVAL", moved(script), "3", names.get(0), names.get(1), "told"));
            Arrays.stream(arguments).map(Object::toString).forEach(command::add);
            command.add(String.valueOf(micros / 1_000_000));
            command.add(String.valueOf(micros % 1_000_000));
            return server.send(command.toArray(String[]::new));
        }

        private String moved(LuaScript script) {
            assertThat(script.text()).contains(CLOCK);
            return change.apply(script.text())
                    .replace(CLOCK, "{ARGV[#ARGV - 1], ARGV[#ARGV]}")
                    .replace(
                            PUBLISH,
                            "local t = {} for m in string.gmatch(message, '\\n([^\\n]+)') do t[#t + 1] = m end"
                                    + " table.sort(t) redis.call('RPUSH', KEYS[3], table.concat(t, ' '))");
        }
    }
}
