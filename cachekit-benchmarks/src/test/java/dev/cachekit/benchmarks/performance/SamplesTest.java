package dev.cachekit.benchmarks.performance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SamplesTest {

    /** The second round is disturbed: everything takes ten times as long. */
    private final Samples samples = new Samples(List.of(
            sample("hit", "A", 1, 10),
            sample("hit", "B", 1, 20),
            sample("hit", "B", 2, 300),
            sample("hit", "A", 2, 100),
            sample("hit", "A", 3, 10),
            sample("hit", "B", 3, 25),
            sample("miss", "A", 1, 1)));

    private static Sample sample(String scenario, String system, int round, double nanos) {
        return new Sample(scenario, system, round, nanos, 24, 1.5, 0.25, Map.of("get", 1.0, "evalsha", 0.5));
    }

    @Test
    void ratioIsTakenWithinEachRound() {
        assertThat(samples.timeOf("B", "hit", "A")).isEqualTo(new Quartiles(2.25, 2.5, 2.75));
    }

    @Test
    void ratioToWhoWasNotMeasuredIsRefused() {
        assertThatThrownBy(() -> samples.timeOf("A", "miss", "B"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("miss")
                .hasMessageContaining("'B'");
    }

    @Test
    void fileHasEverything(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("new").resolve("samples.tsv");

        samples.write(file);

        assertThat(Samples.read(file)).isEqualTo(samples);
    }

    @Test
    void sampleWithoutCommandsIsReadBack() {
        Sample none = new Sample("near hit", "Caffeine", 1, 28.5, 0, 0.03, 0, Map.of());

        assertThat(Sample.parse(none.line())).isEqualTo(none);
    }

    @Test
    void lineWithoutAllFieldsIsRefused() {
        assertThatThrownBy(() -> Sample.parse("hit\tA\t1")).hasMessageContaining("8 fields");
    }

    @Test
    void systemsKeepTheOrderOfTheMeasurement() {
        assertThat(samples.systems("hit")).containsExactly("A", "B");
        assertThat(samples.scenarios()).containsExactly("hit", "miss");
    }

    @Test
    void tableComparesWithTheFirstSystem() {
        assertThat(Tables.scenario(samples, "hit").lines())
                .contains("| A | 10 | 1.00 (1.00–1.00) | 24 | 1.50 | 0.25 | evalsha 0.50, get 1.00 |")
                .contains("| B | 25 | 2.50 (2.25–2.75) | 24 | 1.50 | 0.25 | evalsha 0.50, get 1.00 |");
    }
}
