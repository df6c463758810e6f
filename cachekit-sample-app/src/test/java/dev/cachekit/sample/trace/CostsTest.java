package dev.cachekit.sample.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.spi.Observer.Watched;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CostsTest {

    private final Costs costs = new Costs();

    @Test
    void requestIsAHitWhenAllCameFromACache() {
        RequestTrace request = costs.begin();
        costs.hit("feed");
        costs.hit("feed");

        assertThat(request.cache()).isEqualTo("hit");
    }

    @Test
    void requestIsAMissWhenAnythingHadToBeLoaded() {
        RequestTrace request = costs.begin();
        costs.hit("feed");
        costs.miss("feed");

        assertThat(request.cache()).isEqualTo("miss");
    }

    @Test
    void requestThatAskedNoCacheIsNeither() {
        assertThat(costs.begin().cache()).isEqualTo("none");
    }

    @Test
    void whatHappensOutsideARequestIsInTheTotalsOnly() {
        RequestTrace request = costs.begin();
        costs.end(request);
        costs.sqlQueries(3);

        assertThat(request.sqlQueries()).isZero();
        assertThat(costs.totals()).isEqualTo(new CostTotals(1, 3, 0, 0, 0));
    }

    @Test
    void startUpIsNotCounted() {
        costs.sqlQueries(90);
        costs.reset();

        assertThat(costs.totals()).isEqualTo(new CostTotals(0, 0, 0, 0, 0));
    }

    /** A load in a request of its own that takes so many statements and brings so many values. */
    private void load(String cache, int statements, int values) {
        RequestTrace request = costs.begin();
        IntStream.range(0, values).forEach(n -> costs.miss(cache));
        Watched load = costs.loading(cache);
        costs.sqlQueries(statements);
        load.end(null);
        costs.end(request);
    }

    private long savedBy(int hits, String cache) {
        RequestTrace request = costs.begin();
        IntStream.range(0, hits).forEach(n -> costs.hit(cache));
        return costs.end(request);
    }

    @Test
    void aHitSavesWhatALoadHasCost() {
        load("feed", 3, 1);

        assertThat(savedBy(2, "feed")).isEqualTo(6);
        assertThat(costs.totals().sqlSaved()).isEqualTo(6);
    }

    @Test
    void aNearHitSavesAsMuch() {
        load("feed", 3, 1);
        RequestTrace request = costs.begin();
        costs.nearHit("feed");

        assertThat(costs.end(request)).isEqualTo(3);
    }

    @Test
    void aStatementForManyValuesIsSharedOutAmongThem() {
        load("posts", 1, 10);

        assertThat(savedBy(10, "posts")).isEqualTo(1);
        assertThat(savedBy(4, "posts")).isZero();
    }

    @Test
    void whatWasNeverLoadedHereSavesNothing() {
        load("feed", 3, 1);

        assertThat(savedBy(5, "posts")).isZero();
    }

    @Test
    void loadsThatNoRequestWaitsForTeachNothing() {
        costs.miss("feed");
        assertThat(costs.loading("feed")).isSameAs(Watched.UNSEEN);

        load("feed", 3, 1);
        assertThat(savedBy(1, "feed")).isEqualTo(3);
    }

    @Test
    void aLoadWithinALoadIsPartOfBoth() {
        RequestTrace request = costs.begin();
        costs.miss("feed");
        Watched outer = costs.loading("feed");
        costs.sqlQueries(1);
        costs.miss("posts");
        Watched inner = costs.loading("posts");
        costs.sqlQueries(2);
        inner.end(null);
        outer.end(null);
        costs.end(request);

        assertThat(savedBy(1, "feed")).isEqualTo(3);
        assertThat(savedBy(1, "posts")).isEqualTo(2);
    }
}
