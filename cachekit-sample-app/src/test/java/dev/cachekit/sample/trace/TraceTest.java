package dev.cachekit.sample.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.sample.NeedsCache;
import dev.cachekit.sample.SampleTest;
import dev.cachekit.sample.Visitors;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.client.RestTestClient;

@NeedsCache("the statements that caching saves")
@SampleTest
class TraceTest {

    @Autowired
    private RestTestClient client;

    @Test
    void coldHomeFeedTakesFourStatementsHoweverManyAreFollowed() {
        expectCost(get("/api/users/601/feed"), 4, "miss");
    }

    @Test
    void secondReadOfAHomeFeedTakesNoStatement() {
        get("/api/users/605/feed");

        expectCost(get("/api/users/605/feed"), 0, "hit");
    }

    @Test
    void secondReadSavesWhatTheFirstHasCost() {
        get("/api/users/611/feed").expectHeader().valueEquals("X-Sql-Saved", "0");

        long saved = saved(get("/api/users/611/feed"));

        assertThat(saved).as("user, whom they follow, numbers of posts, posts").isBetween(3L, 5L);
        assertThat(stats().sqlSaved()).isGreaterThanOrEqualTo(saved);
    }

    private static long saved(RestTestClient.ResponseSpec answer) {
        return Long.parseLong(
                String.valueOf(answer.returnResult().getResponseHeaders().getFirst("X-Sql-Saved")));
    }

    @Test
    void homeFeedAfterAPostReadsOnlyWhatThePostChanged() {
        Visitors.user(client, 606).put().uri("/api/users/606/following/607").exchangeSuccessfully();
        get("/api/users/606/feed");
        Visitors.user(client, 607)
                .post()
                .uri("/api/users/607/posts")
                .body(Map.of("body", "Fresh bread"))
                .exchangeSuccessfully();

        expectCost(get("/api/users/606/feed"), 2, "miss")
                .expectBody()
                .jsonPath("$.posts[0].body")
                .isEqualTo("Fresh bread");
        expectCost(get("/api/users/606/feed"), 0, "hit");
    }

    @Test
    void changedProfileIsReadWithoutAStatement() {
        Visitors.user(client, 608)
                .put()
                .uri("/api/users/608")
                .body(Map.of("displayName", "Mira", "bio", ""))
                .exchangeSuccessfully();

        expectCost(get("/api/users/608"), 0, "hit");
    }

    @Test
    void sentMessageIsReadWithoutAStatement() {
        RestTestClient member = Visitors.user(client, 609);
        member.post()
                .uri("/api/conversations/609/messages")
                .body(Map.of("body", "Tea?"))
                .exchangeSuccessfully();

        expectCost(member.get().uri("/api/conversations/609/messages").exchangeSuccessfully(), 0, "hit")
                .expectBody()
                .jsonPath("$.messages[0].body")
                .isEqualTo("Tea?");
    }

    @Test
    void refusedRequestTakesNoStatement() {
        expectCost(client.get().uri("/api/users/0").exchange(), 0, "none");
    }

    @Test
    void answerWithoutBodyHasTheHeadersToo() {
        expectCost(
                Visitors.user(client, 602)
                        .delete()
                        .uri("/api/users/602/following/603")
                        .exchange(),
                1,
                "none");
    }

    @Test
    void statsAddUpWhatRequestsCost() {
        CostTotals before = stats();
        get("/api/users/604/feed");
        get("/api/users/604/feed");
        CostTotals after = stats();

        assertThat(after.requests()).isEqualTo(before.requests() + 2);
        assertThat(after.sqlQueries()).isEqualTo(before.sqlQueries() + 4);
        assertThat(after.cacheHits()).isGreaterThan(before.cacheHits());
        assertThat(after.cacheMisses()).isGreaterThan(before.cacheMisses());
    }

    private RestTestClient.ResponseSpec get(String path) {
        return client.get().uri(path).exchangeSuccessfully();
    }

    private static RestTestClient.ResponseSpec expectCost(
            RestTestClient.ResponseSpec answer, int sqlQueries, String cache) {
        return answer.expectHeader()
                .valueEquals("X-Sql-Queries", Integer.toString(sqlQueries))
                .expectHeader()
                .valueEquals("X-Cache", cache);
    }

    private CostTotals stats() {
        return client.get()
                .uri("/demo/stats")
                .exchangeSuccessfully()
                .expectBody(CostTotals.class)
                .returnResult()
                .getResponseBody();
    }
}
