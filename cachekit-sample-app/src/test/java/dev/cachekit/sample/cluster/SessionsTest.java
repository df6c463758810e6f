package dev.cachekit.sample.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cachekit.redisson.testing.RedisServer;
import dev.cachekit.sample.NeedsTwoNodes;
import dev.cachekit.sample.WebSession;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two processes, one Redis server that keeps nothing when it ends, and people with browsers. */
@NeedsTwoNodes("sessions that two nodes share")
class SessionsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private static NodePair nodes;
    private static int first;
    private static int second;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        nodes = NodePair.on(RedisServer.startLocal(), folder);
        first = nodes.first().port();
        second = nodes.second().port();
    }

    @AfterAll
    static void stop() throws InterruptedException {
        if (nodes != null) {
            nodes.close();
        }
    }

    @Test
    void whoSignsInOnOneNodeGoesOnAtTheOther() {
        WebSession browser = new WebSession(first);
        assertThat(browser.signIn(711).statusCode()).isEqualTo(204);

        WebSession elsewhere = browser.at(second);

        assertThat(elsewhere.get("/api/me").body()).contains("user711");
        assertThat(elsewhere
                        .post("/api/users/711/posts", "{\"body\": \"From here\"}")
                        .statusCode())
                .isEqualTo(201);
    }

    @Test
    void whoSignsOutOnOneNodeIsUnknownToTheOther() {
        WebSession browser = new WebSession(first);
        browser.signIn(712);
        WebSession elsewhere = browser.at(second);
        elsewhere.get("/api/me");

        assertThat(elsewhere.post("/logout", "").statusCode()).isEqualTo(204);

        assertThat(browser.get("/api/me").statusCode()).isEqualTo(401);
    }

    @Test
    void signedInUsersStaySignedInWithoutRedisAndAreKnownEverywhereAfterwards() {
        WebSession before = new WebSession(first);
        before.signIn(713);
        nodes.redis().kill();
        WebSession during = new WebSession(first);
        try {
            assertThat(before.get("/api/me").body()).contains("user713");
            assertThat(before.post("/api/users/713/posts", "{\"body\": \"Still here\"}")
                            .statusCode())
                    .isEqualTo(201);
            assertThat(during.signIn(714).statusCode()).isEqualTo(204);
            assertThat(during.get("/api/me").body()).contains("user714");
        } finally {
            nodes.redis().restart();
        }

        WebSession beforeElsewhere = before.at(second);
        WebSession duringElsewhere = during.at(second);
        long start = System.nanoTime();
        await().atMost(PATIENCE)
                .until(() -> beforeElsewhere.get("/api/me").body().contains("user713"));
        await().atMost(PATIENCE)
                .until(() -> duringElsewhere.get("/api/me").body().contains("user714"));
        System.out.printf(
                "sessions: known to the other node %d ms after Redis was back%n",
                Duration.ofNanos(System.nanoTime() - start).toMillis());
        assertThat(before.get("/api/me").body()).contains("user713");
    }
}
