package dev.cachekit.benchmarks.performance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/**
 * Measures, and prints tables. Not part of the build, as its name says; see the profiles {@code performance} and
 * {@code performance-gate}.
 *
 * <p>{@code -Dperformance.effort=long} measures longer and writes the figures into {@code docs/performance.md}, of which the
 * short run is no more than a hint. {@code -Dperformance.scenarios=near} runs only scenarios whose titles contain that, and
 * prints: neither the page nor the baseline is written by halves.
 */
class PerformanceRun {

    private static final Path PAGE = Path.of("..", "docs", "performance.md");
    private static final Path RESULTS = Path.of("target", "performance");
    /** Ratios on shared machines differ that much from run to run; what is found here is a step, not a drift. */
    private static final double TOLERANCE = 0.25;

    private static final String JAVA = "Java " + Runtime.version().feature();
    private static final String FILE = JAVA.replace(" ", "-").toLowerCase(Locale.ROOT) + ".tsv";

    /** Ratios differ between Java versions, so each has its own. */
    private static final Path BASELINE = Path.of("src", "test", "performance", "baseline-" + FILE);

    private final String wanted = System.getProperty("performance.scenarios", "");

    private final boolean isLong =
            System.getProperty("performance.effort", "short").equals("long");

    @Test
    void measure() throws Exception {
        Samples samples = samples();
        System.out.println("\n" + JAVA + "\n\n" + Tables.all(samples, Scenarios.claims()));
        if (isLong && wanted.isEmpty()) {
            String figures = Tables.all(samples, Scenarios.claims());
            Files.writeString(PAGE, Page.with(Files.readString(PAGE), JAVA, figures));
        }
    }

    @Test
    void compareWithBaseline() throws Exception {
        assertThat(BASELINE).as("what was stored before, by writeBaseline").exists();
        RegressionGate gate = RegressionGate.parse(Files.readAllLines(BASELINE), TOLERANCE);
        List<Claim> claims = Scenarios.claims().stream()
                .filter(claim -> claim.scenario().contains(wanted))
                .toList();

        Samples samples = samples();

        System.out.println("\n" + Tables.claims(samples, claims));
        assertThat(gate.regressions(samples, claims))
                .as("where CacheKit has become slower beside others than in %s", BASELINE)
                .isEmpty();
    }

    /** To be run on a quiet machine, when the ratios are meant to be others from now on. */
    @Test
    void writeBaseline() throws Exception {
        assertThat(wanted).as("a baseline has all scenarios").isEmpty();
        Samples samples = samples();

        Files.createDirectories(BASELINE.getParent());
        Files.write(BASELINE, RegressionGate.baseline(samples, Scenarios.claims()));
    }

    private Samples samples() throws Exception {
        List<Scenario> scenarios = Scenarios.all().stream()
                .filter(scenario -> scenario.title().contains(wanted))
                .filter(scenario -> isLong || !wanted.isEmpty() || !scenario.isExtra())
                .toList();
        assertThat(scenarios).as("scenarios with '%s' in their titles", wanted).isNotEmpty();
        Samples samples = new Rounds(isLong ? Effort.LONG : Effort.SHORT).run(scenarios);
        samples.write(RESULTS.resolve(FILE));
        return samples;
    }
}
