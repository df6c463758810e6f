package dev.cachekit.benchmarks.performance;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.benchmarks.large.LargeRounds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Measures, and prints tables. Not part of the build, as its name says; see the profiles {@code performance} and
 * {@code performance-gate}.
 *
 * <p>{@code -Dperformance.effort=long} measures longer. {@code -Dperformance.write=true}, which is what a long run does anyway,
 * writes the figures into {@code docs/performance.md} and stores them as the baseline of the JDK.
 * {@code -Dperformance.scenarios=near} runs only scenarios whose titles contain that, those included that the short run leaves
 * out; no part of the page and no baseline is written by halves.
 */
class PerformanceRun {

    private static final Path PAGE = Path.of("..", "docs", "performance.md");
    private static final Path RESULTS = Path.of("target", "performance");

    /** A part of the titles of what is measured. */
    private static final String WANTED = System.getProperty("performance.scenarios", "");

    private static final String JAVA = "Java " + Runtime.version().feature();
    private static final String FILE = JAVA.replace(" ", "-").toLowerCase(Locale.ROOT) + ".tsv";

    /** Ratios differ between Java versions, so each has its own. */
    private static final Path BASELINE = Path.of("src", "test", "performance", "baseline-" + FILE);

    private final Effort effort = Effort.asked();
    private final boolean isLong = effort.isLong();
    private final boolean isWhole = WANTED.isEmpty();
    private final boolean isWriting = Page.isAskedFor();

    @Test
    void measure() throws Exception {
        List<Scenario> scenarios = wanted();
        boolean large = LargeTables.TITLE.contains(WANTED) && (isLong || !isWhole);
        assertThat(large || !scenarios.isEmpty())
                .as("scenarios with '%s'", WANTED)
                .isTrue();
        assertThat(isWhole || large || !Boolean.getBoolean("performance.write"))
                .as("a part of the scenarios is not written; leave out performance.write or performance.scenarios")
                .isTrue();
        long began = System.nanoTime();
        if (!scenarios.isEmpty()) {
            showScenarios(scenarios);
        }
        if (large) {
            showLarge();
        }
        System.out.printf(
                Locale.ROOT, "%nThe run took %.1f minutes.%n", since(began).toSeconds() / 60.0);
    }

    private void showScenarios(List<Scenario> scenarios) throws Exception {
        long began = System.nanoTime();
        Samples samples = samples(scenarios);
        String conditions = Conditions.ofScenarios(effort, since(began));
        show(JAVA, conditions + "\n\n" + Tables.all(samples, Wish.all()), isWhole);
        if (isWriting && isWhole) {
            store(samples);
        }
    }

    private void showLarge() throws IOException {
        long began = System.nanoTime();
        LargeRounds.Result result = new LargeRounds(LargeTables.MILLION, effort.large()).run();
        String conditions = Conditions.ofLarge(effort, since(began));
        show(LargeTables.PART + " " + JAVA, conditions + "\n\n" + LargeTables.of(result), true);
    }

    private static Duration since(long began) {
        return Duration.ofNanos(System.nanoTime() - began);
    }

    private void show(String part, String figures, boolean whole) throws IOException {
        System.out.println("\n" + part + "\n\n" + figures);
        if (isWriting && whole) {
            Files.writeString(PAGE, Page.with(Files.readString(PAGE), part, figures));
        }
    }

    @Test
    void compareWithBaseline() throws Exception {
        assertThat(BASELINE)
                .as("what a run with -Dperformance.write=true stores")
                .exists();
        RegressionGate gate = RegressionGate.parse(Files.readAllLines(BASELINE)).in(title -> title.contains(WANTED));
        List<Claim> claims = Scenarios.claims().stream()
                .filter(claim -> claim.scenario().contains(WANTED))
                .toList();

        Samples samples = samples(
                wanted().stream().filter(scenario -> !scenario.isExtra()).toList());

        System.out.println("\n" + Tables.claims(samples, Wish.all()));
        assertThat(gate.regressions(samples, claims))
                .as("where CacheKit has become slower or takes more than in %s, or what only one of them has", BASELINE)
                .isEmpty();
    }

    /** What the short run leaves out is not compared. */
    private static void store(Samples samples) throws IOException {
        Set<String> compared = Scenarios.all().stream()
                .filter(scenario -> !scenario.isExtra())
                .map(Scenario::title)
                .collect(toSet());
        Files.createDirectories(BASELINE.getParent());
        Files.write(BASELINE, RegressionGate.baseline(samples.in(compared::contains), Scenarios.claims()));
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
