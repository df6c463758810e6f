package dev.cachekit.sample.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cachekit.redisson.testing.RedisServer;
import dev.cachekit.sample.LivePage;
import dev.cachekit.sample.NeedsTwoNodes;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Pages open at two processes that share a Redis server and a database. */
@NeedsTwoNodes("live messages and presence across nodes")
class LiveNodesTest {

    private static NodePair nodes;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        nodes = NodePair.on(RedisServer.startLocal(), folder);
    }

    @AfterAll
    static void stop() throws InterruptedException {
        if (nodes != null) {
            nodes.close();
        }
    }

    @Test
    void messageSentAtOneNodeArrivesAtAPageOfTheOther() throws Exception {
        try (LivePage page = LivePage.open(nodes.second().port(), 721)) {
            long start = System.nanoTime();
            nodes.first().client().user(721).post("/api/conversations/721/messages", "{\"body\": \"Over there\"}");

            JsonNode event = page.awaitEvent("message", told -> true);

            System.out.printf(
                    "live: a message reached the other node %d ms after it was sent%n",
                    Duration.ofNanos(System.nanoTime() - start).toMillis());
            assertThat(event.at("/message/body").asString()).isEqualTo("Over there");
        }
    }

    @Test
    void typingAtOneNodeIsSeenAtTheOther() throws Exception {
        long other = firstMemberBeside(722);
        try (LivePage writer = LivePage.open(nodes.first().port(), 722);
                LivePage reader = LivePage.open(nodes.second().port(), other)) {
            writer.say("{\"type\": \"typing\", \"conversationId\": 722}");

            reader.awaitEvent("typing", told -> told.at("/user/id").asLong() == 722);
        }
    }

    private static long firstMemberBeside(long userId) throws Exception {
        String messages = nodes.first()
                .client()
                .user(userId)
                .get("/api/conversations/" + userId + "/messages")
                .body();
        return JsonMapper.shared()
                .readTree(messages)
                .path("memberIds")
                .valueStream()
                .mapToLong(JsonNode::asLong)
                .filter(member -> member != userId)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void pageIsToldWhoComesAndGoesAtTheOtherNode() throws Exception {
        try (LivePage page = LivePage.open(nodes.first().port(), 723)) {
            LivePage other = LivePage.open(nodes.second().port(), 724);
            page.awaitEvent("presence", told -> isAbout(told, 724, true));

            other.kill();

            page.awaitEvent("presence", told -> isAbout(told, 724, false));
        }
    }

    @Test
    void usersOfANodeThatDiesGoOffline() throws Exception {
        AppProcess third = nodes.another();
        try (LivePage page = LivePage.open(nodes.first().port(), 725)) {
            LivePage.open(third.port(), 726);
            page.awaitEvent("presence", told -> isAbout(told, 726, true));

            third.close(); // it ends without a word

            page.awaitEvent("presence", told -> isAbout(told, 726, false));
        } finally {
            third.close();
        }
    }

    @Test
    void pagesOfANodeAreToldWhileRedisIsAwayAndThoseOfTheOtherAfterwards() throws Exception {
        try (LivePage here = LivePage.open(nodes.first().port(), 727);
                LivePage there = LivePage.open(nodes.second().port(), 727)) {
            nodes.redis().kill();
            try {
                send(727, "Without Redis");
                here.awaitEvent("message", told -> isMessage(told, "Without Redis"));
            } finally {
                nodes.redis().restart();
            }
            await().atMost(Duration.ofSeconds(20)).until(() -> {
                send(727, "Again");
                return !there.find("message", told -> isMessage(told, "Again")).isEmpty();
            });
        }
    }

    private static void send(long userId, String body) throws Exception {
        nodes.first()
                .client()
                .user(userId)
                .post("/api/conversations/" + userId + "/messages", "{\"body\": \"" + body + "\"}");
    }

    private static boolean isMessage(JsonNode event, String body) {
        return event.at("/message/body").asString().equals(body);
    }

    private static boolean isAbout(JsonNode event, long userId, boolean online) {
        return event.at("/user/id").asLong() == userId && event.path("online").asBoolean() == online;
    }
}
