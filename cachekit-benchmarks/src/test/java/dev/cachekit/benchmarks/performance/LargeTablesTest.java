package dev.cachekit.benchmarks.performance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.benchmarks.large.Cost;
import dev.cachekit.benchmarks.large.Crowd;
import dev.cachekit.benchmarks.large.LargeRounds;
import java.util.List;
import org.junit.jupiter.api.Test;

class LargeTablesTest {

    private static Cost cost(String system, int round, double millis, double worst, long commands) {
        return new Cost(LargeRounds.CLEAR, system, round, millis, worst, commands, 500);
    }

    @Test
    void ratiosAreTakenWithinARoundAndCommandsFromTheRoundThatNotesAll() {
        LargeRounds.Result result = new LargeRounds.Result(
                List.of(
                        cost("CacheKit", 0, 900, 9, 64),
                        cost("other", 0, 900, 9, 2019),
                        cost("CacheKit", 1, 10, 0.25, 7),
                        cost("other", 1, 30, 0.5, 8),
                        cost("other", 2, 500, 2, 8),
                        cost("CacheKit", 2, 100, 0.75, 7)),
                List.of("| clear | other | as it comes |"),
                64,
                63);

        assertThat(LargeTables.of(result).lines())
                .contains("| CacheKit | 55.0 | 1.00 (1.00–1.00) | 64 | 500 | 0.50 (0.38–0.63) | 0.75 |")
                .contains("| other | 265.0 | 4.00 (3.50–4.50) | 2,019 | 500 | 1.25 (0.88–1.63) | 2.00 |")
                .contains("CacheKit's `clear` is 64 commands, of which 63 arrive while no answer is let through.");
    }

    /** So that the measurement keeps running; the figures of a small cache are worth nothing. */
    @Test
    void theMeasurementRunsAndCountsCommands() {
        LargeRounds.Result result = new LargeRounds(new Crowd(2_000), 1).run();

        assertThat(result.clearCommandsAtOnce())
                .isEqualTo(result.clearCommands())
                .isEqualTo(64);
        assertThat(result.costs()).allSatisfy(cost -> assertThat(cost.millis()).isPositive());
        assertThat(result.costs())
                .filteredOn(cost -> cost.system().equals(LargeRounds.CACHEKIT) && !isPartlyNoted(cost))
                .hasSize(2)
                .allSatisfy(cost -> assertThat(cost.mostKeys()).isBetween(1L, 500L));
    }

    private static boolean isPartlyNoted(Cost cost) {
        return cost.isTimed() && cost.title().equals(LargeRounds.BY_PATTERN);
    }
}
