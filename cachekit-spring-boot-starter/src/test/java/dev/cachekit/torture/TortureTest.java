package dev.cachekit.torture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.torture.history.CacheRule;
import dev.cachekit.torture.history.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
                new TreeMap<>(Map.of(
                        "plain", CacheRule.exact(),
                        "transacted", CacheRule.exact(),
                        "linear", CacheRule.exact(),
                        "fenced", CacheRule.exact(),
                        "versioned", CacheRule.exact(),
                        "swept", CacheRule.exact())),
                List.of("cachekit.caches.linear.consistency=linear", "cachekit.defaults.lease=2s"),
                List.of(),
                directory);

        try (Topology servers = new Standalone()) {
            Verdict verdict = new Torture(plan).run(servers);

            System.out.println(verdict);
            assertThat(verdict.violations().examples()).isEmpty();
            assertThat(verdict.count("read-after-faults")).isPositive();
            assertThat(verdict.count("read-found")).isGreaterThan(verdict.count("read") / 2);
        }
    }
}
