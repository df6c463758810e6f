package dev.cachekit.benchmarks.performance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToDoubleBiFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * What was measured. Times are compared within a round only: what disturbs the machine then disturbs both.
 *
 * @param all the samples, in the order of the measurement
 */
record Samples(List<Sample> all) {

    Samples {
        all = List.copyOf(all);
    }

    static Samples read(Path file) throws IOException {
        try (Stream<String> lines = Files.lines(file)) {
            return new Samples(lines.map(Sample::parse).toList());
        }
    }

    void write(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.write(file, all.stream().map(Sample::line).toList());
    }

    /** Those of some scenarios. */
    Samples in(Predicate<String> scenarios) {
        return new Samples(
                all.stream().filter(sample -> scenarios.test(sample.scenario())).toList());
    }

    List<String> scenarios() {
        return all.stream().map(Sample::scenario).distinct().toList();
    }

    /** Those that took part in a scenario, in no other order than they were first measured. */
    List<String> systems(String scenario) {
        return all.stream()
                .filter(sample -> sample.scenario().equals(scenario))
                .map(Sample::system)
                .distinct()
                .toList();
    }

    /** How many times as long as another a system takes, by round. */
    Quartiles timeOf(String system, String scenario, String other) {
        return compared(system, scenario, other, (one, two) -> one.nanos() / two.nanos());
    }

    /** How many bytes per operation a system allocates beyond another's, by round. */
    Quartiles bytesBeyond(String other, String scenario, String system) {
        return compared(system, scenario, other, (one, two) -> one.bytes() - two.bytes());
    }

    private Quartiles compared(
            String system, String scenario, String other, ToDoubleBiFunction<Sample, Sample> comparison) {
        double[] figures = of(scenario, system)
                .flatMapToDouble(one -> of(scenario, other)
                        .filter(two -> two.round() == one.round())
                        .mapToDouble(two -> comparison.applyAsDouble(one, two)))
                .toArray();
        if (figures.length == 0) {
            throw new IllegalArgumentException(
                    "no round of '" + scenario + "' has both '" + system + "' and '" + other + "'");
        }
        return Quartiles.of(figures);
    }

    /** A figure of all rounds. */
    Quartiles figure(String scenario, String system, ToDoubleFunction<Sample> figure) {
        return Quartiles.of(of(scenario, system).mapToDouble(figure).toArray());
    }

    boolean has(String scenario, String system) {
        return of(scenario, system).findAny().isPresent();
    }

    Stream<Sample> of(String scenario, String system) {
        return all.stream()
                .filter(sample ->
                        sample.scenario().equals(scenario) && sample.system().equals(system));
    }
}
