package dev.cachekit.benchmarks.performance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ScenariosTest {

    static List<Claim> claims() {
        return Scenarios.claims();
    }

    /** Every kind of benchmark, each with CacheKit. The processes are left out: they run the same classes. */
    static List<String> runs() {
        return List.of(
                "Redis hit, 16 threads",
                "miss and fill",
                "invalidate",
                "limiter, denied",
                "lock and unlock",
                "codec, read 5 KB");
    }

    @ParameterizedTest
    @MethodSource("claims")
    void claimIsAboutWhatIsMeasured(Claim claim) {
        assertThat(Scenarios.all())
                .filteredOn(scenario -> scenario.title().equals(claim.scenario()))
                .singleElement()
                .satisfies(scenario -> assertThat(scenario.contenders())
                        .extracting(contender -> contender.label())
                        .contains(claim.other(), Scenarios.CACHEKIT));
    }

    @Test
    void cacheKitTakesPartInEveryScenario() {
        assertThat(Scenarios.all())
                .allSatisfy(scenario -> assertThat(scenario.contenders())
                        .extracting(contender -> contender.label())
                        .contains(Scenarios.CACHEKIT)
                        .doesNotHaveDuplicates());
    }

    /** So that benchmarks keep running; the figures are worth nothing. */
    @Test
    void benchmarksRunAndAccountForCommands() throws Exception {
        List<Scenario> alone = Scenarios.all().stream()
                .filter(scenario -> runs().stream().anyMatch(scenario.title()::startsWith))
                .map(ScenariosTest::withCacheKitAlone)
                .toList();

        Samples samples = new Rounds(Effort.SMOKE).run(alone);

        assertThat(samples.scenarios()).hasSameSizeAs(runs());
        assertThat(samples.all())
                .allSatisfy(sample -> assertThat(sample.nanos()).isPositive());
        assertThat(samples.of("Redis hit, 16 threads", Scenarios.CACHEKIT))
                .singleElement()
                .satisfies(hit -> assertThat(hit.commands().keySet()).containsAnyOf("get", "mget"));
    }

    private static Scenario withCacheKitAlone(Scenario scenario) {
        return scenario.among(scenario.contenders().stream()
                .filter(contender -> contender.label().equals(Scenarios.CACHEKIT))
                .toList());
    }
}
