package dev.cachekit.sample.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cachekit.redisson.testing.RedisServer;
import dev.cachekit.sample.NeedsCache;
import dev.cachekit.sample.cluster.AppClient.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One process under steady requests while its Redis server fails and comes back. User 1 follows user 33. */
@NeedsCache("reads and writes while Redis is dead")
class RedisOutageTest {

    private static final int POSTS = 20;
    private static final int ANSWERS = 20;
    private static final Duration DEADLINE = Duration.ofSeconds(1);
    private static final Duration LOADERS = Duration.ofSeconds(2);
    // A home feed is four cached calls in a row; a server that stays silent costs each of them up to one deadline.
    private static final int CALLS = 4;

    private static final Duration RECOVERY = Duration.ofSeconds(10);

    private RedisServer redis;
    private AppProcess process;
    private AppClient client;
    private SteadyReaders readers;

    @BeforeEach
    void start() throws Exception {
        redis = RedisServer.startLocal();
        process = AppProcess.launch(redis.url(), null);
        client = process.client();
        awaitHit();
        readers = new SteadyReaders(client);
    }

    @AfterEach
    void stop() throws InterruptedException {
        readers.close();
        process.close();
        redis.close();
    }

    @Test
    void everyRequestIsAnsweredFreshInTimeWhileRedisIsDead() throws InterruptedException {
        outage("killed", POSTS, DEADLINE.plus(LOADERS), redis::kill, redis::restart);
    }

    @Test
    void everyRequestIsAnsweredFreshInTimeWhileRedisIsSilent() throws InterruptedException {
        outage("paused", POSTS / 4, DEADLINE.multipliedBy(CALLS).plus(LOADERS), redis::pause, redis::resume);
    }

    private void outage(String kind, int posts, Duration limit, Runnable fail, Runnable recover)
            throws InterruptedException {
        readers.drain();
        fail.run();
        expectDegradedHealth();
        for (int n = 0; n < posts; n++) {
            expectFreshFeedAfterPost("During the outage " + n);
        }
        List<Answer> during = enoughAnswers();
        recover.run();
        Duration recovery = awaitHit();
        expectFreshFeedAfterPost("After the outage");
        report(kind, during, recovery);
        expectAllAnsweredInTime(during, limit);
        readers.close(); // waits for the requests under way, so there is an answer to look at
        expectAllAnsweredInTime(readers.drain(), limit);
    }

    /** The outage goes on until those who were asking when it began have been answered, and others as well. */
    private List<Answer> enoughAnswers() {
        List<Answer> answers = new ArrayList<>();
        await().atMost(RECOVERY).until(() -> {
            answers.addAll(readers.drain());
            return answers.size() >= ANSWERS;
        });
        return answers;
    }

    private void expectDegradedHealth() {
        assertThat(client.admin().get("/actuator/health"))
                .returns(200, Answer::status)
                .extracting(Answer::body)
                .asString()
                .contains("\"degraded\":true")
                .contains("\"status\":\"UP\"")
                .doesNotContain("DOWN");
    }

    private void expectFreshFeedAfterPost(String text) {
        Answer posted = client.user(33).post("/api/users/33/posts", "{\"body\": \"" + text + "\"}");
        assertThat(posted.status()).isEqualTo(201);
        Answer feed = client.get("/api/users/1/feed");
        assertThat(feed.body()).startsWith("{\"page\":0,\"posts\":[" + posted.body());
    }

    private static void expectAllAnsweredInTime(List<Answer> answers, Duration limit) {
        assertThat(answers).isNotEmpty().allMatch(answer -> answer.status() == 200);
        assertThat(SteadyReaders.longest(answers)).isLessThanOrEqualTo(limit);
    }

    private Duration awaitHit() {
        long start = System.nanoTime();
        await().atMost(RECOVERY)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> client.get("/api/users/1/feed").cache().equals("hit"));
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private static void report(String kind, List<Answer> during, Duration recovery) {
        System.out.printf(
                "Redis %s: %d feeds read, longest %d ms; hits again after %d ms%n",
                kind, during.size(), SteadyReaders.longest(during).toMillis(), recovery.toMillis());
    }
}
