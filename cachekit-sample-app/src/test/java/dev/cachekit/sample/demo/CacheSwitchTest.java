package dev.cachekit.sample.demo;

import static org.awaitility.Awaitility.await;

import dev.cachekit.CacheKit;
import dev.cachekit.Subscription;
import dev.cachekit.Topic;
import dev.cachekit.sample.NeedsCache;
import dev.cachekit.sample.SampleTest;
import dev.cachekit.sample.Visitors;
import dev.cachekit.sample.demo.CacheSwitch.Position;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.client.RestTestClient;

/** On a context of its own: the other tests need their caches. */
@NeedsCache("caches switched off and on")
@SampleTest
@TestPropertySource(properties = "spring.datasource.url=jdbc:h2:mem:cacheswitch;DB_CLOSE_DELAY=-1")
class CacheSwitchTest {

    private static final String FEED = "/api/users/821/feed";

    @Autowired
    private RestTestClient client;

    @Autowired
    private CacheKit cacheKit;

    @Autowired
    private CacheSwitch cache;

    @AfterEach
    void on() {
        change(true);
    }

    @Test
    void switchedOffEachReadOfAFeedTakesItsStatementsAndOnItTakesNone() {
        expectSql(FEED, 4);
        expectSql(FEED, 0);
        change(false);
        expectSql(FEED, 4);
        expectSql(FEED, 4);
        change(true);
        expectSql(FEED, 0);
    }

    @Test
    void whatWasPublishedMeanwhileIsReadAfterwards() {
        Visitors.user(client, 822).put().uri("/api/users/822/following/823").exchangeSuccessfully();
        client.get().uri("/api/users/822/feed").exchangeSuccessfully();
        change(false);
        Visitors.user(client, 823)
                .post()
                .uri("/api/users/823/posts")
                .body(Map.of("body", "While it was off"))
                .exchangeSuccessfully();
        change(true);

        client.get()
                .uri("/api/users/822/feed")
                .exchangeSuccessfully()
                .expectBody()
                .jsonPath("$.posts[0].body")
                .isEqualTo("While it was off");
    }

    @Test
    void changedProfileIsReadAfterwardsWithoutAStatement() {
        client.get().uri("/api/users/824").exchangeSuccessfully();
        change(false);
        Visitors.user(client, 824)
                .put()
                .uri("/api/users/824")
                .body(Map.of("displayName", "Mira", "bio", ""))
                .exchangeSuccessfully();
        change(true);

        expectSql("/api/users/824", 0).expectBody().jsonPath("$.displayName").isEqualTo("Mira");
    }

    @Test
    void everybodySeesWhetherItIsOn() {
        change(false);
        for (String path : new String[] {"/api/demo/cache", "/api/v1/health"}) {
            client.get()
                    .uri(path)
                    .exchangeSuccessfully()
                    .expectBody()
                    .jsonPath(path.endsWith("health") ? "$.cache_enabled" : "$.enabled")
                    .isEqualTo(false);
        }
    }

    @Test
    void whatTheOtherNodesTellIsDoneHere() {
        long later = Instant.now().plusSeconds(60).toEpochMilli();
        positions().publish(new Position(false, later));

        await().untilAsserted(() -> expectEnabled(false));
    }

    @Test
    void nodeThatHasMissedAChangeIsToldAgainAndChangesNothing() {
        change(false);
        List<Position> told = new CopyOnWriteArrayList<>();
        try (Subscription listening = positions().subscribe(position -> told.add(position))) {
            cache.heard(new Position(true, 1));
            cache.beat();

            await().until(() -> told.stream().anyMatch(position -> !position.enabled()));
        }
        expectEnabled(false);
    }

    private Topic<Position> positions() {
        return cacheKit.topic("demo-cache-switch", Position.class);
    }

    private void expectEnabled(boolean enabled) {
        client.get()
                .uri("/api/demo/cache")
                .exchangeSuccessfully()
                .expectBody()
                .jsonPath("$.enabled")
                .isEqualTo(enabled);
    }

    @Test
    void aWishWithoutAStateIsRefused() {
        Visitors.user(client, 821)
                .put()
                .uri("/api/demo/cache")
                .body(Map.of())
                .exchange()
                .expectStatus()
                .isBadRequest();
    }

    private void change(boolean enabled) {
        Visitors.user(client, 821)
                .put()
                .uri("/api/demo/cache")
                .body(Map.of("enabled", enabled))
                .exchangeSuccessfully()
                .expectBody()
                .jsonPath("$.everywhere")
                .isEqualTo(true);
    }

    private RestTestClient.ResponseSpec expectSql(String path, int statements) {
        return client.get()
                .uri(path)
                .exchangeSuccessfully()
                .expectHeader()
                .valueEquals("X-Sql-Queries", Integer.toString(statements));
    }
}
