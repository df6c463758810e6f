package dev.cachekit.benchmarks.scale;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** So that the parts keep running; the figures are worth nothing. */
class ScalePartsTest {

    @Test
    void hitsAskOnceAndNearHitsNeverHoweverManyKeysThereAre() throws Exception {
        List<List<String>> rows = rows(new GrowingData(), 0);

        assertThat(rows).hasSize(8);
        assertThat(rows.subList(0, 2))
                .allSatisfy(row -> assertThat(row)
                        .last()
                        .asString()
                        .matches("(\\w+ 0\\.\\d\\d, )*mget 1\\.00(, \\w+ 0\\.\\d\\d)*"));
        assertThat(rows.subList(4, 6)).allSatisfy(row -> assertThat(row).startsWith("near hit"));
    }

    @Test
    void entriesHaveAWeight() throws Exception {
        List<Table> tables = new Weights().measure(Extent.SMOKE);

        assertThat(tables).hasSize(2);
        assertThat(tables.get(0).rows())
                .hasSize(2)
                .allSatisfy(row -> assertThat(number(row.get(3))).isGreaterThan(number(row.get(4))));
        assertThat(tables.get(1).rows().get(0))
                .allSatisfy(weight -> assertThat(number(weight)).isPositive());
    }

    @Test
    void everyNodeHearsOfEveryRemovalOnce() throws Exception {
        List<List<String>> removals = rows(new GrowingNodes(), 2);

        assertThat(removals)
                .hasSize(2)
                .allSatisfy(row -> assertThat(row.subList(1, 3)).containsOnly("1.00"));
    }

    @Test
    void clustersOfOneAndOfThreeServeTheSameCalls() throws Exception {
        List<List<String>> calls = rows(new GrowingCluster(), 0);

        assertThat(calls).hasSize(15);
        assertThat(calls).extracting(row -> row.get(1)).contains("one server", "cluster of 1", "cluster of 3");
    }

    @Test
    void everyBeanWithAnnotatedMethodsHasAProxyAndNoOtherHas() throws Exception {
        List<List<String>> starts = rows(new GrowingApplication(), 0);

        assertThat(starts).extracting(row -> row.get(4)).containsExactly("0", "0", "0", "0", "0", "2");
    }

    @Test
    void thePageHasAPlaceForEveryPart() throws Exception {
        String page = Files.readString(Path.of("..", "docs", "performance.md"));

        assertThat(ScaleRun.PARTS)
                .allSatisfy(part -> assertThat(page)
                        .contains(
                                "<!-- figures Java 17 " + part.title() + " -->",
                                "<!-- figures Java 25 " + part.title() + " -->"));
    }

    private static List<List<String>> rows(Part part, int table) throws Exception {
        return part.measure(Extent.SMOKE).get(table).rows();
    }

    private static double number(String figure) {
        return Double.parseDouble(figure);
    }
}
