package dev.cachekit.sample.realtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cachekit.sample.LivePage;
import dev.cachekit.sample.SampleTest;
import dev.cachekit.sample.Visitors;
import dev.cachekit.sample.WebSession;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpHeaders;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.session.MapSession;
import org.springframework.session.SessionRepository;
import org.springframework.test.web.servlet.client.RestTestClient;
import tools.jackson.databind.JsonNode;

@SampleTest
class LiveTest {

    @LocalServerPort
    private int port;

    @Autowired
    private RestTestClient client;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private LiveSockets sockets;

    @Autowired
    private SessionRepository<MapSession> sessions;

    @Test
    void messageReachesTheMembersAndNobodyElse() {
        try (LivePage member = LivePage.open(port, otherMemberOf(961));
                LivePage stranger = LivePage.open(port, strangerTo(961))) {
            Visitors.user(client, 961)
                    .post()
                    .uri("/api/conversations/961/messages")
                    .body(Map.of("body", "<b>Tea?</b>"))
                    .exchangeSuccessfully();

            JsonNode event = member.awaitEvent(
                    "message", told -> told.path("conversationId").asLong() == 961);

            assertThat(event.at("/message/body").asString()).isEqualTo("<b>Tea?</b>");
            assertThat(event.at("/user/handle").asString()).isEqualTo("user961");
            follow(961, strangerTo(961)); // told after the message, had that been for the stranger
            stranger.awaitEvent("notification", told -> told.at("/user/id").asLong() == 961);
            assertThat(stranger.find("message", told -> true)).isEmpty();
        }
    }

    @Test
    void typingReachesTheOtherMembersOnly() {
        long other = otherMemberOf(962);
        try (LivePage writer = LivePage.open(port, 962);
                LivePage reader = LivePage.open(port, other);
                LivePage stranger = LivePage.open(port, strangerTo(962))) {
            stranger.say("{\"type\": \"typing\", \"conversationId\": 962}");
            writer.say("{\"type\": \"typing\", \"conversationId\": 962}");

            JsonNode event = reader.awaitEvent("typing", told -> true);

            assertThat(event.at("/user/id").asLong()).isEqualTo(962);
            assertThat(event.path("conversationId").asLong()).isEqualTo(962);
            assertThat(reader.find("typing", told -> true)).hasSize(1);
            assertThat(writer.find("typing", told -> true)).isEmpty();
        }
    }

    @Test
    void whoIsFollowedIsToldOnce() {
        try (LivePage followed = LivePage.open(port, 963)) {
            follow(964, 963);
            follow(964, 963);
            follow(965, 963);

            followed.awaitEvent("notification", told -> told.at("/user/id").asLong() == 965);

            assertThat(followed.find("notification", told -> told.at("/user/id").asLong() == 964))
                    .hasSize(1);
        }
    }

    @Test
    void openPageIsToldWhoComesAndGoes() {
        try (LivePage page = LivePage.open(port, 966)) {
            LivePage other = LivePage.open(port, 967);
            page.awaitEvent("presence", told -> isAbout(told, 967, true));
            assertThat(onlineIds()).contains("966", "967");

            other.kill();

            page.awaitEvent("presence", told -> isAbout(told, 967, false));
            assertThat(onlineIds()).contains("966").doesNotContain("967");
        }
    }

    @Test
    void newPageIsToldWhoIsThere() {
        try (LivePage first = LivePage.open(port, 968);
                LivePage second = LivePage.open(port, 969)) {
            JsonNode hello = second.awaitEvent("hello", told -> true);

            assertThat(hello.path("online_users")
                            .valueStream()
                            .map(user -> user.path("id").asLong()))
                    .contains(968L, 969L);
        }
    }

    private static boolean isAbout(JsonNode event, long userId, boolean online) {
        return event.at("/user/id").asLong() == userId && event.path("online").asBoolean() == online;
    }

    private List<String> onlineIds() {
        return Visitors.user(client, 966)
                .get()
                .uri("/api/presence")
                .exchangeSuccessfully()
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody()
                .path("online")
                .valueStream()
                .map(user -> user.path("id").asString())
                .toList();
    }

    @Test
    void strangersAreRefused() {
        assertThat(LivePage.refusal(port)).isEqualTo(401);
        client.get().uri("/api/presence").exchange().expectStatus().isUnauthorized();
    }

    @Test
    void pageOfAnotherSiteIsRefused() {
        WebSession browser = new WebSession(port);
        browser.signIn(970);
        String cookie = "SESSION=" + browser.cookie("SESSION").orElseThrow();

        assertThat(LivePage.refusal(port, "Cookie", cookie, "Origin", "http://evil.example"))
                .isEqualTo(403);
        assertThat(LivePage.refusal(port, "Cookie", cookie, "Origin", "http://localhost:" + port))
                .isEqualTo(101);
    }

    @Test
    void meterReaderHasNoPage() {
        String credentials =
                HttpHeaders.encodeBasicAuth("prometheus", Visitors.SCRAPE_PASSWORD, StandardCharsets.UTF_8);

        assertThat(LivePage.refusal(port, "Authorization", "Basic " + credentials))
                .isEqualTo(403);
    }

    @Test
    void signingOutClosesThePagesOfThatSession() {
        WebSession browser = new WebSession(port);
        browser.signIn(971);
        LivePage page = LivePage.open(port, browser);
        try (LivePage elsewhere = LivePage.open(port, 971)) {
            browser.post("/logout", "");

            assertThat(page.awaitClose()).isEqualTo(1008);
            follow(972, 971);
            elsewhere.awaitEvent("notification", told -> true);
        }
    }

    @Test
    void pageOfASessionThatHasRunOutIsClosed() {
        WebSession browser = new WebSession(port);
        browser.signIn(976);
        LivePage page = LivePage.open(port, browser);
        runOut(new String(Base64.getDecoder().decode(browser.cookie("SESSION").orElseThrow()), StandardCharsets.UTF_8));

        sockets.look();

        assertThat(page.awaitClose()).isEqualTo(1008);
    }

    private void runOut(String sessionId) {
        MapSession session = sessions.findById(sessionId);
        session.setLastAccessedTime(Instant.now().minus(session.getMaxInactiveInterval()));
        sessions.save(session);
    }

    @Test
    void whatCannotBeReadClosesThePage() {
        LivePage page = LivePage.open(port, 973);

        page.say("nonsense");

        assertThat(page.awaitClose()).isEqualTo(1007);
    }

    @Test
    void longMessagesCloseThePage() {
        LivePage page = LivePage.open(port, 974);

        page.say("x".repeat(2_000));

        assertThat(page.awaitClose()).isEqualTo(1009);
    }

    @Test
    void closedPageIsForgotten() {
        LivePage page = LivePage.open(port, 975);
        await().until(() -> onlineIds().contains("975"));

        page.close();

        await().until(() -> !onlineIds().contains("975"));
    }

    private void follow(long userId, long followeeId) {
        Visitors.user(client, userId)
                .put()
                .uri("/api/users/{user}/following/{followee}", userId, followeeId)
                .exchangeSuccessfully();
    }

    private long otherMemberOf(long conversation) {
        return jdbc.sql("select max(user_id) from conversation_member where conversation_id = :id and user_id <> :id")
                .param("id", conversation)
                .query(Long.class)
                .single();
    }

    private long strangerTo(long conversation) {
        return jdbc.sql("""
                        select min(id) from app_user where id > 800 and id not in
                        (select user_id from conversation_member where conversation_id = :id)
                        and id not in (select followee_id from follow where follower_id = :id)
                        """).param("id", conversation).query(Long.class).single();
    }
}
