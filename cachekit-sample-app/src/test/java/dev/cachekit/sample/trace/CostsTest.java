package dev.cachekit.sample.trace;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CostsTest {

    private final Costs costs = new Costs();

    @Test
    void requestIsAHitWhenAllCameFromACache() {
        RequestTrace request = costs.begin();
        costs.hit();
        costs.hit();

        assertThat(request.cache()).isEqualTo("hit");
    }

    @Test
    void requestIsAMissWhenAnythingHadToBeLoaded() {
        RequestTrace request = costs.begin();
        costs.hit();
        costs.miss();

        assertThat(request.cache()).isEqualTo("miss");
    }

    @Test
    void requestThatAskedNoCacheIsNeither() {
        assertThat(costs.begin().cache()).isEqualTo("none");
    }

    @Test
    void whatHappensOutsideARequestIsInTheTotalsOnly() {
        RequestTrace request = costs.begin();
        costs.end();
        costs.sqlQueries(3);

        assertThat(request.sqlQueries()).isZero();
        assertThat(costs.totals()).isEqualTo(new CostTotals(1, 3, 0, 0));
    }

    @Test
    void startUpIsNotCounted() {
        costs.sqlQueries(90);
        costs.reset();

        assertThat(costs.totals()).isEqualTo(new CostTotals(0, 0, 0, 0));
    }
}
