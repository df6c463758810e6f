package dev.cachekit.sample.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cachekit.redisson.testing.RedisServer;
import dev.cachekit.sample.LivePage;
import dev.cachekit.sample.NeedsTwoNodes;
import dev.cachekit.sample.WebSession;
import dev.cachekit.sample.cluster.AppClient.Answer;
import dev.cachekit.torture.network.LinkState;
import dev.cachekit.torture.network.Proxy;
import dev.cachekit.torture.network.Traffic;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * The link between the second node and Redis is cut, while Redis and the first node go on. What was sent on it arrives late,
 * when it is whole again. User 1 follows user 33.
 */
@NeedsTwoNodes("a node whose link to Redis is cut")
class PartitionTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    // A home feed is four cached calls in a row; a server that stays silent costs each of them up to one deadline.
    private static final Duration LONGEST = Duration.ofSeconds(6);

    private static Proxy link;
    private static NodePair nodes;
    private static AppClient first;
    private static AppClient second;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        RedisServer redis = RedisServer.startLocal();
        link = Proxy.before(redis.host(), redis.port());
        nodes = NodePair.on(redis, "redis://" + link.address(), folder);
        first = nodes.first().client();
        second = nodes.second().client();
    }

    @AfterAll
    static void stop() throws InterruptedException {
        if (nodes != null) {
            nodes.close();
        }
        link.close();
    }

    private static void cut() {
        link.set(LinkState.hole(Traffic.ALL), LinkState.mute());
    }

    /** As {@link #cut}, and both ends notice: what is sent to the node meanwhile is lost. */
    private static void sever() {
        cut();
        link.reset(Traffic.ALL);
    }

    @AfterEach
    void mend() {
        link.set(LinkState.PASS);
    }

    @Test
    void nodeStaysUsableAndNothingOldIsReadAfterwards() {
        first.get("/api/users/1/feed");
        awaitHit(second, "/api/users/1/feed");
        cut();

        Answer whileCut = publish(first, "At the first");
        assertThat(timely(second, "/api/users/1/feed").body()).startsWith(onTop(whileCut));
        Answer atSecond = publish(second, "At the second");
        assertThat(timely(second, "/api/users/1/feed").body()).startsWith(onTop(atSecond));
        mend();

        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(first.get("/api/users/1/feed").body()).startsWith(onTop(atSecond)));
        awaitHit(second, "/api/users/1/feed");
        awaitHit(first, "/api/users/1/feed");
        assertThat(second.get("/api/users/1/feed").body()).startsWith(onTop(atSecond));
        assertThat(first.get("/api/users/1/feed").body()).startsWith(onTop(atSecond));
    }

    @Test
    void profileChangedOnBothSidesIsTheNewestAfterwards() {
        awaitHit(first, "/api/users/731");
        awaitHit(second, "/api/users/731");
        cut();

        rename(first, "Mira");
        rename(second, "Nora");
        assertThat(timely(second, "/api/users/731").body()).contains("Nora");
        mend();

        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(first.get("/api/users/731").body()).contains("Nora"));
        for (int n = 0; n < 20; n++) {
            assertThat(second.get("/api/users/731").body()).contains("Nora");
            assertThat(first.get("/api/users/731").body()).contains("Nora");
        }
    }

    @Test
    void whoSignsOutAtTheNodeThatIsCutOffStaysSo() throws Exception {
        WebSession browser = new WebSession(nodes.first().port());
        browser.signIn(732);
        WebSession elsewhere = browser.at(nodes.second().port());
        // The node may not have noticed yet that the link of the test before is whole again.
        await().atMost(PATIENCE).until(() -> elsewhere.get("/api/me").body().contains("user732"));
        cut();

        assertThat(elsewhere.post("/logout", "").statusCode()).isEqualTo(204);
        assertThat(elsewhere.get("/api/me").statusCode()).isEqualTo(401);
        mend();

        await().atMost(PATIENCE).until(() -> browser.get("/api/me").statusCode() == 401);
        assertThat(elsewhere.get("/api/me").statusCode()).isEqualTo(401);
    }

    @Test
    void cachesAreSwitchedAtTheNodeThatWasCutOffWhenItIsBack() {
        awaitEnabled(second, true);
        sever();
        try {
            assertThat(turn(first, false)).contains("\"everywhere\":true");
            assertThat(enabled(second)).isTrue();
            mend();

            awaitEnabled(second, false);
        } finally {
            turn(first, true);
        }
        awaitEnabled(second, true);
    }

    @Test
    void cachesSwitchedAtTheNodeThatIsCutOffAreSwitchedForAllWhenItIsBack() {
        awaitEnabled(second, true);
        sever();
        try {
            turn(first, true);
            assertThat(turn(second, false)).contains("\"everywhere\":false");
            assertThat(enabled(first)).isTrue();
            mend();

            awaitEnabled(first, false);
            assertThat(enabled(second)).isFalse();
        } finally {
            turn(first, true);
        }
        awaitEnabled(second, true);
    }

    private static String turn(AppClient node, boolean enabled) {
        Answer turned = timely(() -> node.user(734).put("/api/demo/cache", "{\"enabled\": " + enabled + "}"));
        assertThat(turned.status()).isEqualTo(200);
        return turned.body();
    }

    private static boolean enabled(AppClient node) {
        return node.get("/api/demo/cache").body().contains("\"enabled\":true");
    }

    private static void awaitEnabled(AppClient node, boolean enabled) {
        await().atMost(PATIENCE).until(() -> enabled(node) == enabled);
    }

    @Test
    void openPageIsToldToReadAnewWhatItsNodeHasMissed() throws Exception {
        try (LivePage page = LivePage.open(nodes.second().port(), 733)) {
            awaitHeardFromFirst(page);
            int before = page.find("again", told -> true).size();
            sever();

            assertThat(send(first, 733, "Missed").status()).isEqualTo(201);
            mend();

            await().atMost(PATIENCE)
                    .until(() -> page.find("again", told -> true).size() > before);
            assertThat(page.find("message", told -> isMessage(told, "Missed"))).isEmpty();
            assertThat(second.user(733).get("/api/conversations/733/messages").body())
                    .contains("\"Missed\"");
        }
    }

    /** The second node may still have to connect again, after the test before. */
    private static void awaitHeardFromFirst(LivePage page) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(500)).until(() -> {
            send(first, 733, "Here");
            return !page.find("message", told -> isMessage(told, "Here")).isEmpty();
        });
    }

    /** The page is at the node that goes on. */
    @Test
    void openPageIsToldToReadAnewWhatTheNodeThatIsCutOffCouldNotSend() throws Exception {
        try (LivePage page = LivePage.open(nodes.first().port(), 735)) {
            first.user(735).get("/api/conversations/735/messages");
            sever();

            assertThat(send(second, 735, "Unsent").status()).isEqualTo(201);
            mend();

            await().atMost(PATIENCE)
                    .until(() -> page.find("again", told -> true).size() > 1);
            assertThat(first.user(735).get("/api/conversations/735/messages").body())
                    .contains("\"Unsent\"");
        }
    }

    private static Answer send(AppClient node, long userId, String body) {
        return timely(() ->
                node.user(userId).post("/api/conversations/" + userId + "/messages", "{\"body\": \"" + body + "\"}"));
    }

    private static boolean isMessage(JsonNode event, String body) {
        return event.at("/message/body").asString().equals(body);
    }

    private static Answer publish(AppClient node, String body) {
        Answer posted = timely(() -> node.user(33).post("/api/users/33/posts", "{\"body\": \"" + body + "\"}"));
        assertThat(posted.status()).isEqualTo(201);
        return posted;
    }

    private static void rename(AppClient node, String name) {
        Answer changed = timely(
                () -> node.user(731).put("/api/users/731", "{\"displayName\": \"" + name + "\", \"bio\": \"\"}"));
        assertThat(changed.status()).isEqualTo(200);
    }

    private static String onTop(Answer posted) {
        return "{\"page\":0,\"posts\":[" + posted.body();
    }

    private static Answer timely(AppClient node, String path) {
        Answer answer = timely(() -> node.get(path));
        assertThat(answer.status()).isEqualTo(200);
        return answer;
    }

    private static Answer timely(Supplier<Answer> request) {
        Answer answer = request.get();
        assertThat(answer.time()).isLessThan(LONGEST);
        return answer;
    }

    private static void awaitHit(AppClient node, String path) {
        await().atMost(PATIENCE).until(() -> node.get(path).cache().equals("hit"));
    }
}
