package dev.cachekit.sample.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.redisson.testing.RedisServer;
import dev.cachekit.sample.NeedsTwoNodes;
import dev.cachekit.sample.cluster.AppClient.Answer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** Two processes share a Redis server and a database. Each test uses users of its own; user 1 follows user 33. */
@NeedsTwoNodes("what one node has cached or changed, read on the other")
class TwoNodesTest {

    private static final int READERS = 200;

    private static NodePair nodes;
    private static AppClient first;
    private static AppClient second;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        nodes = NodePair.on(RedisServer.start(), folder);
        first = nodes.first().client();
        second = nodes.second().client();
    }

    @AfterAll
    static void stop() throws InterruptedException {
        if (nodes != null) {
            nodes.close();
        }
    }

    @Test
    void feedReadOnOneNodeTakesNoStatementOnTheOther() {
        expectCost(first.get("/api/users/701/feed"), "4", "miss");

        expectCost(second.get("/api/users/701/feed"), "0", "hit");
    }

    /** The feeds of users 702 and 703 are read by nobody else. The first is to get two processes going that have just been started. */
    @Test
    void coldFeedThatTwoHundredReadAtOnceIsComputedOnce() {
        long started = readAtOnce("/api/users/702/feed");

        long statements = readAtOnce("/api/users/703/feed");

        System.out.println("cold feed: " + READERS + " readers at two nodes, " + statements + " statements (" + started
                + " in processes just started)");
        assertThat(statements)
                .as(
                        "four statements load it; of what both nodes ask for at the same moment each may get a part to load")
                .isBetween(4L, 6L);
    }

    /** Answers how many statements that took. */
    private static long readAtOnce(String path) {
        long before = statements();
        ExecutorService readers = Executors.newFixedThreadPool(READERS);
        CountDownLatch begin = new CountDownLatch(1);
        try {
            List<CompletableFuture<Answer>> answers = IntStream.range(0, READERS)
                    .mapToObj(n -> CompletableFuture.supplyAsync(
                            () -> readAfter(begin, n % 2 == 0 ? first : second, path), readers))
                    .toList();
            begin.countDown();

            assertThat(answers.stream().map(CompletableFuture::join))
                    .allMatch(answer -> answer.status() == 200)
                    .extracting(Answer::body)
                    .containsOnly(first.get(path).body());
        } finally {
            readers.shutdownNow();
        }
        return statements() - before;
    }

    private static Answer readAfter(CountDownLatch begin, AppClient node, String path) {
        try {
            begin.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
        return node.get(path);
    }

    private static long statements() {
        return Stream.of(first, second)
                .mapToLong(node -> JsonMapper.shared()
                        .readTree(node.get("/demo/stats").body())
                        .get("sqlQueries")
                        .asLong())
                .sum();
    }

    @Test
    void postThroughOneNodeIsOnTheNextReadOfTheOther() {
        first.get("/api/users/1/feed");
        expectCost(first.get("/api/users/1/feed"), "0", "hit");

        Answer posted = second.user(33).post("/api/users/33/posts", "{\"body\": \"Fresh bread\"}");

        assertThat(posted.status()).isEqualTo(201);
        assertThat(first.get("/api/users/1/feed").body()).startsWith("{\"page\":0,\"posts\":[" + posted.body());
    }

    @Test
    void profileChangedThroughOneNodeIsReadOnTheOtherWithoutAStatement() {
        first.get("/api/users/702");

        Answer changed = second.user(702).put("/api/users/702", "{\"displayName\": \"Mira\", \"bio\": \"\"}");

        Answer read = first.get("/api/users/702");
        assertThat(read.body()).isEqualTo(changed.body()).contains("Mira");
        expectCost(read, "0", "hit");
    }

    private static void expectCost(Answer answer, String sqlQueries, String cache) {
        assertThat(answer)
                .returns(200, Answer::status)
                .returns(sqlQueries, Answer::sqlQueries)
                .returns(cache, Answer::cache);
    }
}
