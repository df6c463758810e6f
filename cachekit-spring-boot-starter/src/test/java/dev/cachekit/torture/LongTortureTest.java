package dev.cachekit.torture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.torture.history.BoundLoads;
import dev.cachekit.torture.history.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * A long run, by {@code mvn verify -Ptorture}. Properties: {@code torture.topology} (standalone, sentinel or cluster),
 * {@code torture.minutes}, {@code torture.seed}, {@code torture.nodes}, and {@code torture.results}, the directory of the
 * page that it writes. With {@code torture.mutant} the nodes run what is in that directory instead of the classes and
 * scripts of the same names. The histories of a run that failed are kept.
 */
class LongTortureTest {

    private static final int PAUSE_MICROS = 3_000;

    /** In such a time every kind of fault happens. */
    private static final Duration LONG_ENOUGH_FOR_ALL = Duration.ofMinutes(5);

    @Test
    void nothingStaleIsReadWhateverBreaks(@TempDir(cleanup = CleanupMode.ON_SUCCESS) Path directory)
            throws IOException {
        TopologyKind kind =
                TopologyKind.valueOf(System.getProperty("torture.topology").toUpperCase(Locale.ROOT));
        Plan plan = new Plan(
                Long.getLong("torture.seed", System.nanoTime()),
                Integer.getInteger("torture.nodes", 4),
                Duration.ofMinutes(Integer.getInteger("torture.minutes", 10)),
                PAUSE_MICROS,
                Caches.rules(),
                Caches.settings(),
                overrides(),
                directory);

        Torture torture = new Torture(plan);
        Verdict verdict = run(kind, plan, torture);

        new Result(kind, plan, verdict, torture.faults())
                .writeTo(Path.of(System.getProperty("torture.results", "target/torture")));
        System.out.println(verdict);
        assertThat(verdict.violations().examples()).isEmpty();
        assertThat(verdict.count("read-after-faults")).isPositive();
        assertThat(verdict.boundLoads().shareOfTime()).isGreaterThan(BoundLoads.LEAST_SHARE);
        if (plan.faulty().compareTo(LONG_ENOUGH_FOR_ALL) >= 0) {
            assertThat(torture.faults().neverDone()).isEmpty();
        }
    }

    private static List<Path> overrides() {
        String directory = System.getProperty("torture.mutant", "");
        return directory.isEmpty() ? List.of() : List.of(Path.of(directory));
    }

    private static Verdict run(TopologyKind kind, Plan plan, Torture torture) throws IOException {
        try (Topology servers = kind.start(plan.directory(), plan.seed())) {
            return torture.run(servers);
        }
    }
}
