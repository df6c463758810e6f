package dev.cachekit.benchmarks.performance;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What was measured, as tables. */
final class Tables {

    private Tables() {}

    /** All there is: what is claimed, then each scenario, then how the systems were set up. */
    static String all(Samples samples, List<? extends Wish> claims) {
        String scenarios = samples.scenarios().stream()
                .map(scenario -> "### " + scenario + "\n\n" + scenario(samples, scenario))
                .collect(joining("\n\n"));
        return claims(samples, claims) + "\n\n" + scenarios + "\n\n### Settings\n\n" + Scenarios.settings(samples);
    }

    static String claims(Samples samples, List<? extends Wish> claims) {
        return "| Scenario | CacheKit beside | Wanted: times as fast | Measured | Reached |\n|---|---|---|---|---|\n"
                + claims.stream()
                        .filter(claim -> claim.isMeasured(samples))
                        .map(claim -> claim.row(samples))
                        .collect(joining("\n"));
    }

    /** The first system is what the others are compared with. */
    static String scenario(Samples samples, String scenario) {
        List<String> systems = samples.systems(scenario);
        return "| | ns per operation | x " + systems.get(0)
                + " | bytes | CPU µs here | CPU µs Redis | commands, loads, bytes stored |\n|---|---|---|---|---|---|---|\n"
                + systems.stream()
                        .map(system -> row(samples, scenario, system, systems.get(0)))
                        .collect(joining("\n"));
    }

    private static String row(Samples samples, String scenario, String system, String reference) {
        return String.format(
                Locale.ROOT,
                "| %s | %,.0f | %s | %.0f | %.2f | %.2f | %s |",
                system,
                samples.figure(scenario, system, Sample::nanos).median(),
                samples.timeOf(system, scenario, reference),
                samples.figure(scenario, system, Sample::bytes).median(),
                samples.figure(scenario, system, Sample::clientCpuMicros).median(),
                samples.figure(scenario, system, Sample::redisCpuMicros).median(),
                commands(samples, scenario, system));
    }

    /** A command that was hardly ever run is somebody's heartbeat. */
    private static String commands(Samples samples, String scenario, String system) {
        Map<String, Double> medians = new TreeMap<>();
        samples.of(scenario, system)
                .flatMap(sample -> sample.commands().keySet().stream())
                .distinct()
                .forEach(command -> medians.put(command, median(samples, scenario, system, command)));
        return medians.entrySet().stream()
                .filter(command -> command.getValue() >= 0.01)
                .map(command -> String.format(Locale.ROOT, "%s %.2f", command.getKey(), command.getValue()))
                .collect(joining(", "));
    }

    private static double median(Samples samples, String scenario, String system, String command) {
        return samples.figure(scenario, system, sample -> sample.commands().getOrDefault(command, 0.0))
                .median();
    }
}
