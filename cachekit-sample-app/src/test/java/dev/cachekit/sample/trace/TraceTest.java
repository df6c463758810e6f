package dev.cachekit.sample.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.sample.SampleTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.client.RestTestClient;

@SampleTest
class TraceTest {

    @Autowired
    private RestTestClient client;

    @Test
    void coldHomeFeedTakesFourStatementsHoweverManyAreFollowed() {
        client.get()
                .uri("/api/users/601/feed")
                .exchangeSuccessfully()
                .expectHeader()
                .valueEquals("X-Sql-Queries", "4");
    }

    @Test
    void refusedRequestTakesNoStatement() {
        client.get()
                .uri("/api/users/0")
                .exchange()
                .expectHeader()
                .valueEquals("X-Sql-Queries", "0")
                .expectHeader()
                .valueEquals("X-Cache", "none");
    }

    @Test
    void answerWithoutBodyHasTheHeadersToo() {
        client.delete()
                .uri("/api/users/602/following/603")
                .exchange()
                .expectHeader()
                .valueEquals("X-Sql-Queries", "1");
    }

    @Test
    void statsAddUpWhatRequestsCost() {
        CostTotals before = stats();
        client.get().uri("/api/users/604/feed").exchangeSuccessfully();
        CostTotals after = stats();

        assertThat(after.requests()).isEqualTo(before.requests() + 1);
        assertThat(after.sqlQueries()).isEqualTo(before.sqlQueries() + 4);
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
