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

    private final RegressionGate gate = RegressionGate.parse(
            List.of("ratio\thit\tPeer\t4.000", "bytes\thit\tCacheKit\t72.000", "commands\thit\tCacheKit\t1.000"));

    /** The peer takes this many times as long as CacheKit, round by round. */
    private static Samples timesAsFast(double... ratios) {
        return new Samples(IntStream.range(0, ratios.length)
                .boxed()
                .flatMap(round ->
                        Stream.of(sample(Scenarios.CACHEKIT, round, 100), sample("Peer", round, 100 * ratios[round])))
                .toList());
    }

    private static Sample sample(String system, int round, double nanos) {
        return sample(system, round, nanos, 72, 1);
    }

    private static Sample sample(String system, int round, double nanos, double bytes, double gets) {
        return new Sample(
                "hit", system, round, nanos, bytes, 0, 0, Map.of("get", gets, "loads", 1.0, "bytes stored", 9.0));
    }

    /** Four times as fast, as in the baseline. */
    private static Samples taking(double bytes, double gets) {
        return new Samples(List.of(sample(Scenarios.CACHEKIT, 1, 100, bytes, gets), sample("Peer", 1, 400)));
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
    void aFewBytesMorePassAndAnObjectMoreFails() {
        assertThat(regressions(taking(96, 1))).isEmpty();
        assertThat(regressions(taking(104, 1)))
                .singleElement()
                .asString()
                .contains("hit, bytes per operation of CacheKit", "104.00", "72.00");
    }

    @Test
    void bytesOfWhatAllocatesMuchMayDifferByATenth() {
        RegressionGate much = RegressionGate.parse(List.of("bytes\thit\tCacheKit\t5000"));
        List<Claim> none = List.of();

        assertThat(much.regressions(taking(5_490, 1), none)).noneMatch(problem -> problem.contains("5490"));
        assertThat(much.regressions(taking(5_510, 1), none)).anyMatch(problem -> problem.contains("5510"));
    }

    @Test
    void aSharedCommandMorePassesAndACommandMoreFails() {
        assertThat(regressions(taking(72, 1.2))).isEmpty();
        assertThat(regressions(taking(72, 2)))
                .singleElement()
                .asString()
                .contains("hit, commands per operation of CacheKit", "2.00", "1.00");
    }

    @Test
    void scenarioThatWasNotMeasuredFails() {
        assertThat(regressions(new Samples(List.of())))
                .hasSize(3)
                .allSatisfy(problem -> assertThat(problem).contains("not measured"));
    }

    @Test
    void claimWithoutARowOfTheBaselineFails() {
        assertThat(gate.regressions(timesAsFast(4, 4), List.of(CLAIM, new Claim("hit", "Other", 2))))
                .singleElement()
                .asString()
                .contains("Other", "not measured");
        assertThat(RegressionGate.parse(List.of()).regressions(timesAsFast(4, 4), List.of(CLAIM)))
                .hasSize(3)
                .allSatisfy(problem -> assertThat(problem).contains("the baseline has no such row"));
    }

    @Test
    void rowOfTheBaselineWithoutAClaimFails() {
        assertThat(gate.regressions(timesAsFast(4, 4), List.of()))
                .singleElement()
                .asString()
                .contains("Peer", "no claim has it");
    }

    @Test
    void partOfTheScenariosIsComparedWithItsPartOfTheBaseline() {
        assertThat(gate.in("miss"::equals).regressions(new Samples(List.of()), List.of()))
                .isEmpty();
        assertThat(gate.in("hit"::equals)).isEqualTo(gate);
    }

    @Test
    void baselineIsReadBack() {
        List<String> lines = RegressionGate.baseline(timesAsFast(3, 4, 5), List.of(CLAIM));

        assertThat(RegressionGate.parse(lines)).isEqualTo(gate);
    }

    @Test
    void lineOfTheBaselineWithoutAFigureIsRefused() {
        assertThatThrownBy(() -> RegressionGate.parse(List.of("hit"))).hasMessageContaining("hit");
    }

    @Test
    void allocationClaimIsReachedByTheMedianOfTheDifferences() {
        AllocationClaim claim = new AllocationClaim("hit", "Peer", 24);

        assertThat(claim.row(taking(96, 1))).isEqualTo("| hit | Peer | ≤ 24 bytes more | 24 (24–24) | yes |");
        assertThat(claim.row(taking(71.9999, 1))).isEqualTo("| hit | Peer | ≤ 24 bytes more | 0 (0–0) | yes |");
        assertThat(claim.row(taking(97, 1))).endsWith("| 25 (25–25) | no |");
    }

    @Test
    void claimIsReachedByTheMedian() {
        assertThat(CLAIM.row(timesAsFast(1, 2, 3))).isEqualTo("| hit | Peer | ≥ 2.00 | 2.00 (1.50–2.50) | yes |");
        assertThat(CLAIM.row(timesAsFast(1, 1.9, 3))).endsWith("| no |");
    }
}
