package dev.cachekit.spring.aop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.redisson.testing.RedisServer;
import dev.cachekit.spi.Lane;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(OnRedis.class)
class BatchReadOnRedisTest extends BatchReadContract {

    @Override
    Class<?>[] backend() {
        return new Class<?>[] {RedisBackendConfiguration.class};
    }

    private static final List<Long> ONE_LANE = LongStream.range(0, 1_000_000)
            .boxed()
            .filter(id -> Lane.of("item", id.toString()).equals(Lane.of("item", "0")))
            .limit(600)
            .toList();

    private static List<Long> hundred(int which) {
        return ONE_LANE.subList(which * 100, which * 100 + 100);
    }

    /** Ninety of the hundred are cached; then all are asked for. */
    private static List<String> sentForTen(Items items, List<Long> ids) {
        items.later(Set.copyOf(ids.subList(0, 90))).join();
        items.asked().clear();
        return sent(() -> items.later(Set.copyOf(ids)).join());
    }

    @Test
    void aReadIsOneLookUpOneBatchOfLeasesOneCallAndOneBatchOfFills() {
        run(items -> {
            List<String> sent = sentForTen(items, hundred(0));
            assertThat(items.asked())
                    .singleElement()
                    .satisfies(asked -> assertThat(asked)
                            .containsExactlyInAnyOrderElementsOf(hundred(0).subList(90, 100)));
            assertThat(sent).hasSize(21);
            assertThat(sent.get(0)).contains("\"MGET\"");
            assertOnePipeline(sent.subList(1, 11));
            assertOnePipeline(sent.subList(11, 21));
        });
    }

    private static void assertOnePipeline(List<String> sent) {
        assertThat(sent)
                .allMatch(line -> line.contains("\"EVALSHA\""))
                .extracting(line ->
                        line.replaceAll(".*\\[0 (.*?)].*", "$1") + line.replaceAll(".*\"EVALSHA\" (\\S+) .*", " $1"))
                .as("one script on one connection")
                .containsOnly(sent.get(0).replaceAll(".*\\[0 (.*?)].*", "$1")
                        + sent.get(0).replaceAll(".*\"EVALSHA\" (\\S+) .*", " $1"));
    }

    /** The server says how many reads from its sockets it took: one for a pipeline that is not longer than a buffer. */
    @Test
    void theWholeReadIsThreeWritesToTheServer() {
        run(items -> {
            sentForTen(items, hundred(0));
            // others ping the server now and then, so the fewest of some tries counts
            long question = IntStream.range(1, 6)
                    .mapToLong(which -> reads(() -> {}))
                    .min()
                    .orElseThrow();
            long fewest = IntStream.range(1, 6)
                    .peek(which -> items.later(Set.copyOf(hundred(which).subList(0, 90)))
                            .join())
                    .mapToLong(which ->
                            reads(() -> items.later(Set.copyOf(hundred(which))).join()))
                    .min()
                    .orElseThrow();
            assertThat(fewest - question).as("look-up, leases, fills").isEqualTo(3);
        });
    }

    private static long reads(Runnable call) {
        long before = RedisBackendConfiguration.reads();
        call.run();
        return RedisBackendConfiguration.reads() - before;
    }

    @Test
    void aWriteOfManyKeysIsOneBatchOfFencesAndOneOfSettlementsAndARemovalOneScript() {
        run(items -> {
            items.writeInOrder(ONE_LANE.subList(0, 2), List.of("a", "b"));
            items.remove(ONE_LANE.subList(0, 2));
            List<String> names =
                    LongStream.range(0, 10).mapToObj(Long::toString).toList();
            List<String> sent = sent(() -> items.writeInOrder(ONE_LANE.subList(0, 10), names));
            assertThat(sent).hasSize(20);
            assertOnePipeline(sent.subList(0, 10));
            assertOnePipeline(sent.subList(10, 20));
            assertThat(sent(() -> items.remove(ONE_LANE.subList(0, 10)))).hasSize(1);
        });
    }

    @Test
    void manyKeysAreReadByCommandsOfAThousand() {
        run(items -> {
            List<Long> ids = LongStream.range(0, 2_500).boxed().toList();
            // a fill that takes too long is not waited for
            Awaitility.await().until(() -> {
                items.asked().clear();
                IntStream.range(0, 5)
                        .forEach(which -> items.later(Set.copyOf(ids.subList(which * 500, which * 500 + 500)))
                                .join());
                return items.asked().isEmpty();
            });
            assertThat(sent(() ->
                            assertThat(items.later(Set.copyOf(ids)).join()).hasSize(2_500)))
                    .hasSize(3)
                    .allMatch(line -> line.contains("\"MGET\""));
            assertThat(items.asked()).isEmpty();
        });
    }

    @Test
    void afterTheServerHasForgottenItsScriptsEachKeyIsStoredAllTheSame() {
        run(items -> {
            items.later(Set.copyOf(hundred(0))).join();
            RedisBackendConfiguration.forgetScripts();
            items.later(Set.copyOf(hundred(1))).join();
            items.asked().clear();
            items.later(Set.copyOf(hundred(1))).join();
            assertThat(items.asked()).isEmpty();
        });
    }

    private static List<String> sent(Runnable call) {
        try (RedisServer.Monitor monitor = RedisBackendConfiguration.monitor()) {
            call.run();
            RedisBackendConfiguration.say("the end");
            return monitor.linesUntil("the end").stream()
                    .filter(line -> line.contains(":item:") && !line.contains(" lua]"))
                    .toList();
        }
    }
}
