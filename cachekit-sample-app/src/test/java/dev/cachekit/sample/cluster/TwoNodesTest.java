package dev.cachekit.sample.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.redisson.testing.RedisServer;
import dev.cachekit.sample.cluster.AppClient.Answer;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two processes share a Redis server and a database. Each test uses users of its own; user 1 follows user 33. */
class TwoNodesTest {

    private static RedisServer redis;
    private static AppProcess firstProcess;
    private static AppProcess secondProcess;
    private static AppClient first;
    private static AppClient second;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        redis = RedisServer.start();
        firstProcess = AppProcess.launch(redis.url(), folder.resolve("sample"));
        first = firstProcess.client();
        secondProcess = AppProcess.launch(redis.url(), folder.resolve("sample"));
        second = secondProcess.client();
    }

    @AfterAll
    static void stop() throws InterruptedException {
        if (secondProcess != null) {
            secondProcess.close();
        }
        firstProcess.close();
        redis.close();
    }

    @Test
    void feedReadOnOneNodeTakesNoStatementOnTheOther() {
        expectCost(first.get("/api/users/701/feed"), "4", "miss");

        expectCost(second.get("/api/users/701/feed"), "0", "hit");
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
