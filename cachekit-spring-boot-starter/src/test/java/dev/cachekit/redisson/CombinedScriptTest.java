package dev.cachekit.redisson;

import static dev.cachekit.redisson.TestBackend.key;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cachekit.BackendUnavailableException;
import dev.cachekit.codec.EntryFormat;
import dev.cachekit.contract.Answers;
import dev.cachekit.contract.ManualScheduler;
import dev.cachekit.contract.Sample;
import dev.cachekit.spi.CacheSpace;
import dev.cachekit.spi.Entry;
import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.EntryStore;
import dev.cachekit.spi.LeaseReply;
import dev.cachekit.spi.Observer;
import dev.cachekit.spi.Token;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.redisson.api.RScript.ReturnType;

class CombinedScriptTest {

    @RegisterExtension
    static final OnRedis REDIS = new OnRedis();

    private static final int SEQUENCES = 100;
    private static final int GROUPS = 12;

    private final EntryStore store = REDIS.backend().store();

    @BeforeEach
    void empty() {
        REDIS.server().flushAll();
        Answers.of(store.find(key("there is a connection")));
    }

    /** The server stands still meanwhile, for less time than after which nobody waits for others. */
    private static <T> List<T> whileItStandsStill(Stream<Function<EntryStore, CompletableFuture<T>>> calls) {
        REDIS.server().resetStats();
        REDIS.server().pause();
        List<CompletableFuture<T>> answers;
        try {
            answers = calls.map(call -> call.apply(REDIS.backend().store())).toList();
        } finally {
            REDIS.server().resume();
        }
        return answers.stream().map(CompletableFuture::join).toList();
    }

    private static long scriptsRun() {
        Map<String, Long> commands = REDIS.server().commandStats();
        return commands.getOrDefault("evalsha", 0L) + commands.getOrDefault("eval", 0L);
    }

    private static List<EntryKey> keys(int number) {
        return IntStream.range(0, number).mapToObj(n -> key("k" + n)).toList();
    }

    private static List<LeaseReply> leases(List<EntryKey> keys) {
        return whileItStandsStill(keys.stream()
                .map(key -> entries ->
                        entries.lease(key, Sample.request(Sample.token())).toCompletableFuture()));
    }

    @Test
    void leasesThatAreAskedForAtTheSameTimeGoTogether() {
        leases(keys(3)); // the server does not know the scripts yet
        REDIS.server().flushAll();

        List<LeaseReply> replies = leases(keys(30));

        assertThat(replies).hasSize(30).allMatch(LeaseReply.Granted.class::isInstance);
        assertThat(scriptsRun()).isEqualTo(2);
    }

    @Test
    void ofSeveralCallersForOneKeyOneIsGrantedTheLease() {
        EntryKey other = key("other");
        List<EntryKey> keys = Stream.concat(
                        Stream.of(other), Stream.generate(() -> key("hot")).limit(10))
                .toList();

        List<LeaseReply> replies = leases(keys);

        assertThat(replies.get(0)).isInstanceOf(LeaseReply.Granted.class);
        assertThat(replies.get(1)).isInstanceOf(LeaseReply.Granted.class);
        assertThat(replies.subList(2, 11)).allMatch(LeaseReply.Held.class::isInstance);
    }

    @Test
    void fillsGoTogetherAndEachStoresItsOwnValue() {
        List<EntryKey> keys = keys(20);
        List<Entry> entries = keys.stream()
                .map(key -> Sample.entry(Sample.token(), "value of " + key.text()))
                .toList();
        IntStream.range(0, 20)
                .filter(n -> n != 7)
                .forEach(n -> Answers.of(
                        store.lease(keys.get(n), Sample.request(entries.get(n).token()))));
        List<Boolean> warm = fills(keys.subList(0, 3), entries.subList(0, 3));

        List<Boolean> stored = fills(keys, entries);

        assertThat(warm).containsOnly(true);
        assertThat(stored.get(7)).isFalse(); // it has no lease
        assertThat(stored.stream().filter(each -> each)).hasSize(19);
        assertThat(scriptsRun()).isEqualTo(2);
        TestBackend.assertHolds(store, keys.get(19), entries.get(19));
    }

    private static List<Boolean> fills(List<EntryKey> keys, List<Entry> entries) {
        return whileItStandsStill(IntStream.range(0, keys.size())
                .mapToObj(n -> store ->
                        store.fill(keys.get(n), entries.get(n), Sample.LONG_TTL).toCompletableFuture()));
    }

    @Test
    void largeValuesDoNotGoTogether() {
        List<EntryKey> keys = keys(4);
        List<Entry> entries = keys.stream()
                .map(key -> Sample.entry(Sample.token(), "x".repeat(CombinedScript.MOST_BYTES)))
                .toList();
        IntStream.range(0, 4)
                .forEach(n -> Answers.of(
                        store.lease(keys.get(n), Sample.request(entries.get(n).token()))));

        assertThat(fills(keys, entries)).containsOnly(true);

        assertThat(scriptsRun()).isGreaterThanOrEqualTo(4);
    }

    /** A circuit breaker that counted a request once for each of its calls would open by it. */
    @Test
    void aRequestThatIsNotAnsweredIsTheFailureOfOneOfItsCalls() {
        REDIS.server().pause();
        List<CompletableFuture<LeaseReply>> calls;
        try {
            calls = keys(20).stream()
                    .map(key -> store.lease(key, Sample.request(Sample.token())).toCompletableFuture())
                    .toList();
            await().until(() -> calls.stream().allMatch(CompletableFuture::isDone));
        } finally {
            REDIS.server().resume();
        }

        assertThat(calls).allMatch(CompletableFuture::isCompletedExceptionally);
        assertThat(calls.stream().map(CombinedScriptTest::failure)).allMatch(BackendUnavailableException::wasSent);
        assertThat(calls.stream().map(CombinedScriptTest::failure).filter(failure -> !failure.isWithOthers()))
                .as("the first call, and one of those that went together")
                .hasSize(2);
    }

    private static BackendUnavailableException failure(CompletableFuture<?> failed) {
        return (BackendUnavailableException)
                failed.handle((value, failure) -> Commands.unwrap(failure)).join();
    }

    @Test
    void afterALargeAnswerFewerCallsGoTogether() {
        List<EntryKey> keys = keys(21);
        for (EntryKey key : keys) {
            Entry large = Sample.entry(Sample.token(), "x".repeat(Portion.MOST_BYTES / 20));
            Answers.of(store.put(key, large, Sample.LONG_TTL));
        }
        assertThat(leases(keys)).allMatch(LeaseReply.Hit.class::isInstance);

        assertThat(leases(keys)).allMatch(LeaseReply.Hit.class::isInstance);

        assertThat(scriptsRun()).isEqualTo(3);
    }

    /** The same calls, one after the other for one application and in groups for another, come to the same. */
    @Test
    void callsInGroupsComeToWhatTheyComeToOneByOne() {
        for (int seed = 0; seed < SEQUENCES; seed++) {
            REDIS.server().flushAll();
            Played single = new Played("single");
            Played joint = new Played("joint");
            Random random = new Random(seed);
            for (int group = 0; group < GROUPS; group++) {
                LuaScript script = random.nextBoolean() ? LuaScript.LEASE : LuaScript.FILL;
                List<Call> calls = Stream.generate(() -> Call.of(script, random))
                        .limit(1 + random.nextInt(5))
                        .toList();

                assertThat(joint.together(script, calls)).as("seed %d", seed).isEqualTo(single.oneByOne(script, calls));
            }
            assertThat(joint.state()).as("seed %d", seed).isEqualTo(single.state());
        }
    }

    /** A call of one of the two scripts, by few keys and tokens. */
    private record Call(String key, Token token, Object[] arguments) {

        private static final List<Token> TOKENS =
                Stream.generate(Sample::token).limit(4).toList();

        static Call of(LuaScript script, Random random) {
            Token token = TOKENS.get(random.nextInt(TOKENS.size()));
            String key = "k" + random.nextInt(3);
            return new Call(key, token, script == LuaScript.LEASE ? lease(token, random) : fill(token));
        }

        private static Object[] lease(Token token, Random random) {
            return new Object[] {
                token, 60_000, EntryFormat.writeLease(token), maybe(random), maybe(random),
            };
        }

        private static Object maybe(Random random) {
            return random.nextInt(3) > 0 ? "" : TOKENS.get(random.nextInt(TOKENS.size()));
        }

        private static Object[] fill(Token token) {
            Entry entry = Sample.entry(token, "by " + token);
            return new Object[] {token, EntryFormat.write(entry, Sample.LONG_TTL), 60_000};
        }
    }

    /** An application that plays calls. */
    private static final class Played {

        private final CacheSpace space;
        private final KeyNames names;
        private final ScriptRunner scripts;

        Played(String app) {
            Parts parts = Parts.connecting(
                    REDIS.backend().client, app, new ManualScheduler(), Duration.ofSeconds(10), Observer.NONE);
            this.space = new CacheSpace(app, "carts", "carts");
            this.names = parts.names();
            this.scripts = parts.scripts();
        }

        private List<String> keys(Call call) {
            return names.withIncarnation(new EntryKey(space, call.key()));
        }

        List<String> oneByOne(LuaScript script, List<Call> calls) {
            ReturnType type = script == LuaScript.LEASE ? ReturnType.LIST : ReturnType.LONG;
            List<String> said = new ArrayList<>();
            for (Call call : calls) {
                said.add(said(Answers.of(scripts.run(script, type, keys(call), call.arguments()))));
            }
            return said;
        }

        List<String> together(LuaScript script, List<Call> calls) {
            List<Object> answers = Answers.of(scripts.runJoint(
                    JointScript.of(script),
                    calls.stream().map(this::keys).toList(),
                    calls.stream().map(Call::arguments).toList()));
            return answers.stream().map(Played::said).toList();
        }

        /** Without what differs by application and moment. */
        private static String said(Object answer) {
            if (!(answer instanceof List<?> parts)) {
                return String.valueOf(answer);
            }
            String kind = new String((byte[]) parts.get(0), ISO_8859_1);
            return switch (kind) {
                case "H" -> kind + new String((byte[]) parts.get(1), ISO_8859_1);
                case "V" -> kind + token((byte[]) parts.get(1));
                default -> kind;
            };
        }

        private static String token(byte[] header) {
            return new String(header, 0, EntryFormat.TOKEN_AT + Token.LENGTH, ISO_8859_1);
        }

        List<String> state() {
            return IntStream.range(0, 3)
                    .mapToObj(n -> new EntryKey(space, "k" + n).storeKey())
                    .map(key -> (String) REDIS.server().send("GET", key))
                    .map(text -> text == null ? "nothing" : text.substring(0, EntryFormat.TOKEN_AT + Token.LENGTH))
                    .toList();
        }
    }
}
