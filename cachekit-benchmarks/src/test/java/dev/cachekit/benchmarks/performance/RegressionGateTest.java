package dev.cachekit.benchmarks.performance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RegressionGateTest {

    private static final Claim CLAIM = new Claim("hit", "Peer", 2);

    private final RegressionGate gate = RegressionGate.parse(List.of("hit\tPeer\t4.000"), 0.25);

    /** The peer takes this many times as long as CacheKit, round by round. */
    private static Samples timesAsFast(double... ratios) {
        return new Samples(IntStream.range(0, ratios.length)
                .boxed()
                .flatMap(round ->
                        Stream.of(sample(Scenarios.CACHEKIT, round, 100), sample("Peer", round, 100 * ratios[round])))
                .toList());
    }

    private static Sample sample(String system, int round, double nanos) {
        return new Sample("hit", system, round, nanos, 0, 0, 0, Map.of());
    }

    private List<String> regressions(Samples samples) {
        return gate.regressions(samples, List.of(CLAIM));
    }

    @Test
    void ratioWithinTheTolerancePasses() {
        assertThat(regressions(timesAsFast(3.1, 3.2, 3.3))).isEmpty();
    }

    @Test
    void ratioBelowTheToleranceFailsAndNamesBoth() {
        assertThat(regressions(timesAsFast(2.7, 2.8, 2.9)))
                .singleElement()
                .asString()
                .contains("hit", "Peer", "2.80", "4.00");
    }

    @Test
    void disturbedRoundsAloneDoNotFail() {
        assertThat(regressions(timesAsFast(1.0, 1.5, 3.9, 4.1))).isEmpty();
    }

    @Test
    void slowMachineDoesNotFail() {
        Samples slow = new Samples(timesAsFast(4, 4).all().stream()
                .map(sample -> sample(sample.system(), sample.round(), 50 * sample.nanos()))
                .toList());

        assertThat(regressions(slow)).isEmpty();
    }

    @Test
    void scenarioThatWasNotMeasuredFails() {
        assertThat(regressions(new Samples(List.of())))
                .singleElement()
                .asString()
                .contains("not measured");
    }

    @Test
    void baselineIsReadBack() {
        List<String> lines = RegressionGate.baseline(timesAsFast(3, 4, 5), List.of(CLAIM));

        assertThat(RegressionGate.parse(lines, 0.25)).isEqualTo(gate);
    }

    @Test
    void lineOfTheBaselineWithoutARatioIsRefused() {
        assertThatThrownBy(() -> RegressionGate.parse(List.of("hit"), 0.25)).hasMessageContaining("hit");
    }

    @Test
    void claimIsReachedByTheMedian() {
        assertThat(CLAIM.row(timesAsFast(1, 2, 3))).isEqualTo("| hit | Peer | ≥ 2.00 | 2.00 (1.50–2.50) | yes |");
        assertThat(CLAIM.row(timesAsFast(1, 1.9, 3))).endsWith("| no |");
    }
}
