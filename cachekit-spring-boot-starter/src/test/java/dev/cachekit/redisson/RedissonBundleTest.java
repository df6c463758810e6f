package dev.cachekit.redisson;

import static dev.cachekit.redisson.TestBackend.key;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.BackendUnavailableException;
import dev.cachekit.contract.Answers;
import dev.cachekit.contract.BundleContract;
import dev.cachekit.contract.Sample;
import dev.cachekit.redisson.testing.RedisServer;
import dev.cachekit.redisson.testing.RedisServer.Monitor;
import dev.cachekit.spi.Backend;
import dev.cachekit.spi.Bundle;
import dev.cachekit.spi.CounterKey;
import dev.cachekit.spi.EntryKey;
import dev.cachekit.spi.Lookup;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RedissonBundleTest extends BundleContract {

    @RegisterExtension
    static final OnRedis REDIS = new OnRedis();

    @Override
    protected Backend backend() {
        return REDIS.backend().backend;
    }

    private static List<CompletionStage<?>> ask(Bundle bundle, String run) {
        List<CompletionStage<?>> asked = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            EntryKey key = key(run + i);
            asked.add(bundle.entries().put(key, Sample.entry(Sample.token(), "1"), Sample.LONG_TTL));
            asked.add(bundle.entries().find(key(run + "absent" + i)));
            asked.add(bundle.entries().invalidate(List.of(key(run + "gone" + i))));
            asked.add(bundle.counters().add(new CounterKey(run + i), 1));
        }
        return asked;
    }

    private static void send(String run) {
        Bundle bundle = REDIS.backend().backend.bundle();
        List<CompletionStage<?>> asked = ask(bundle, run);
        bundle.send();
        asked.forEach(Answers::of);
    }

    @Test
    void allOperationsAreOneRoundTrip() {
        send("warm");
        try (Monitor monitor = REDIS.server().monitor()) {
            send("counted");
            REDIS.server().send("ECHO", "the end");
            List<String> sent = monitor.linesUntil("the end").stream()
                    .filter(line -> line.contains("shop:") && !line.contains(" lua]"))
                    .toList();

            assertThat(sent).hasSizeGreaterThanOrEqualTo(200).anyMatch(line -> line.contains("\"INCRBY\""));
            assertThat(sent.stream()
                            .map(line -> line.replaceAll(".*\\[0 (.*?)].*", "$1"))
                            .distinct())
                    .as("all on one connection")
                    .hasSize(1);
            assertThat(sent).as("each once").doesNotHaveDuplicates();
        }
    }

    /** The server says how many reads from its sockets it took: one for a pipeline, if it is not longer than a buffer. */
    @Test
    void aSmallBatchIsReadAtOnce() {
        Bundle warm = REDIS.backend().backend.bundle();
        Answers.of(sent(warm));
        // others ping the server now and then, so the fewest of some tries counts
        long fewest = LongStream.range(0, 5).map(same -> readsOfOne()).min().orElseThrow();

        assertThat(fewest).as("reads of ten operations and of the question").isLessThan(5);
    }

    private static long readsOfOne() {
        long before = reads();
        Answers.of(sent(REDIS.backend().backend.bundle()));
        return reads() - before;
    }

    private static CompletionStage<Long> sent(Bundle bundle) {
        CompletionStage<Long> last = bundle.counters().add(new CounterKey("small"), 1);
        for (int i = 0; i < 9; i++) {
            last = bundle.counters().add(new CounterKey("small"), 1);
        }
        bundle.send();
        return last;
    }

    private static long reads() {
        return Long.parseLong(REDIS.server().info("stats").get("total_reads_processed"));
    }

    @Test
    void scriptsThatTheServerHasForgottenAreSentAgain() {
        send("remembered");
        REDIS.server().flushScripts();
        send("forgotten");
        assertThat(Answers.of(REDIS.backend().store().find(key("forgotten0")))).isInstanceOf(Lookup.Hit.class);
        assertThat(Answers.of(REDIS.backend().backend.counters().get(new CounterKey("forgotten0"))))
                .isEqualTo(1);
    }

    @Test
    void dataOfAnotherTypeIsAbsent() {
        EntryKey key = key("list");
        REDIS.server().send("RPUSH", key.storeKey(), "a");
        Bundle bundle = REDIS.backend().backend.bundle();
        CompletionStage<Lookup> found = bundle.entries().find(key);
        CompletionStage<Lookup> other = bundle.entries().find(key("other"));
        bundle.send();
        assertThat(Answers.of(found)).isInstanceOf(Lookup.Absent.class);
        assertThat(Answers.of(other)).isInstanceOf(Lookup.Absent.class);
    }

    @Test
    void everyRequestFailsWhenTheServerIsAway() {
        try (RedisServer dying = RedisServer.startLocal();
                TestBackend away = new TestBackend(dying)) {
            Answers.of(away.store().find(key("first")));
            dying.kill();
            Bundle bundle = away.backend.bundle();
            List<CompletionStage<?>> asked = ask(bundle, "away");
            bundle.send();
            assertThat(asked)
                    .allSatisfy(answer -> assertThat(answer.toCompletableFuture())
                            .failsWithin(Duration.ofSeconds(10))
                            .withThrowableThat()
                            .havingCause()
                            .isInstanceOf(BackendUnavailableException.class));
        }
    }
}
