package dev.cachekit.sample.analytics;

import dev.cachekit.CacheKit;
import dev.cachekit.sample.NeedsCache;
import dev.cachekit.sample.SampleTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.client.RestTestClient;

@NeedsCache("figures that are computed once a minute")
@SampleTest
class AnalyticsCacheTest {

    @Autowired
    private RestTestClient client;

    @Autowired
    private CacheKit cacheKit;

    @Test
    void secondReadTakesNoStatement() {
        cacheKit.cache("activity", Activity.class).clear();

        expectCost("miss", 2);
        expectCost("hit", 0);
    }

    private void expectCost(String cache, int sqlQueries) {
        client.get()
                .uri("/api/analytics")
                .exchangeSuccessfully()
                .expectHeader()
                .valueEquals("X-Cache", cache)
                .expectHeader()
                .valueEquals("X-Sql-Queries", Integer.toString(sqlQueries));
    }
}
