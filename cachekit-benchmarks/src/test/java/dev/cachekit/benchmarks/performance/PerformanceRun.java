package dev.cachekit.benchmarks.performance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.benchmarks.large.LargeRounds;
import java.io.IOException;
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
 * short run is no more than a hint. {@code -Dperformance.scenarios=near} runs only scenarios whose titles contain that, those
 * included that the short run leaves out; no part of the page and no baseline is written by halves.
 */
class PerformanceRun {

    private static final Path PAGE = Path.of("..", "docs", "performance.md");
    private static final Path RESULTS = Path.of("target", "performance");

    /** Ratios on shared machines differ that much from run to run; what is found here is a step, not a drift. */
    private static final double TOLERANCE = 0.25;

    /** A part of the titles of what is measured. */
    private static final String WANTED = System.getProperty("performance.scenarios", "");

    private static final String JAVA = "Java " + Runtime.version().feature();
    private static final String FILE = JAVA.replace(" ", "-").toLowerCase(Locale.ROOT) + ".tsv";

    /** Ratios differ between Java versions, so each has its own. */
    private static final Path BASELINE = Path.of("src", "test", "performance", "baseline-" + FILE);

    private final boolean isLong =
            System.getProperty("performance.effort", "short").equals("long");
    private final boolean isWhole = WANTED.isEmpty();
    private final Effort effort = isLong ? Effort.LONG : Effort.SHORT;

    @Test
    void measure() throws Exception {
        List<Scenario> scenarios = wanted();
        boolean large = LargeTables.TITLE.contains(WANTED) && (isLong || !isWhole);
        assertThat(large || !scenarios.isEmpty())
                .as("scenarios with '%s'", WANTED)
                .isTrue();
        if (!scenarios.isEmpty()) {
            show(JAVA, Tables.all(samples(scenarios), Scenarios.claims()), isWhole);
        }
        if (large) {
            LargeRounds rounds = new LargeRounds(LargeTables.MILLION, effort.large());
            show(LargeTables.PART + " " + JAVA, LargeTables.of(rounds.run()), true);
        }
    }

    private void show(String part, String figures, boolean whole) throws IOException {
        System.out.println("\n" + part + "\n\n" + figures);
        if (isLong && whole) {
            Files.writeString(PAGE, Page.with(Files.readString(PAGE), part, figures));
        }
    }

    @Test
    void compareWithBaseline() throws Exception {
        assertThat(BASELINE).as("what writeBaseline stores").exists();
        RegressionGate gate = RegressionGate.parse(Files.readAllLines(BASELINE), TOLERANCE);
        List<Claim> claims = Scenarios.claims().stream()
                .filter(claim -> claim.scenario().contains(WANTED))
                .toList();

        Samples samples = samples(wanted());

        System.out.println("\n" + Tables.claims(samples, claims));
        assertThat(gate.regressions(samples, claims))
                .as("where CacheKit has become slower beside others than in %s", BASELINE)
                .isEmpty();
    }

    /** To be run on a quiet machine, when the ratios are meant to be others from now on. */
    @Test
    void writeBaseline() throws Exception {
        assertThat(WANTED).as("a baseline has all scenarios").isEmpty();
        Samples samples = samples(wanted());

        Files.createDirectories(BASELINE.getParent());
        Files.write(BASELINE, RegressionGate.baseline(samples, Scenarios.claims()));
    }

    private List<Scenario> wanted() {
        return Scenarios.all().stream()
                .filter(scenario -> scenario.title().contains(WANTED))
                .filter(scenario -> isLong || !isWhole || !scenario.isExtra())
                .toList();
    }

    private Samples samples(List<Scenario> scenarios) throws Exception {
        assertThat(scenarios).as("scenarios with '%s' in their titles", WANTED).isNotEmpty();
        Samples samples = new Rounds(effort).run(scenarios);
        samples.write(RESULTS.resolve(FILE));
        return samples;
    }
}
