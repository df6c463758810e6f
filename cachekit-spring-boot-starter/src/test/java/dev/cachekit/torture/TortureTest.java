package dev.cachekit.torture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.torture.history.BoundLoads;
import dev.cachekit.torture.history.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A short run on one server. */
class TortureTest {

    private static final Duration FAULTY = Duration.ofSeconds(30);

    @Test
    void nothingStaleIsReadWhateverBreaks(@TempDir Path directory) throws IOException {
        Plan plan = new Plan(
                Long.getLong("torture.seed", 20_261_121L),
                3,
                FAULTY,
                2_000,
                Caches.rules(),
                Caches.settings(),
                List.of(),
                directory);

        try (Topology servers = new Standalone()) {
            Verdict verdict = new Torture(plan).run(servers);

            System.out.println(verdict);
            assertThat(verdict.violations().examples()).isEmpty();
            assertThat(verdict.count("read-after-faults")).isPositive();
            assertThat(verdict.boundLoads().shareOfTime()).isGreaterThan(BoundLoads.LEAST_SHARE);
            assertThat(verdict.count("read-found")).isGreaterThan(verdict.count("read") / 5);
        }
    }
}
