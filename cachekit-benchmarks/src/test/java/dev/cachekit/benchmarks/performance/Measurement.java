package dev.cachekit.benchmarks.performance;

import dev.cachekit.benchmarks.contender.BenchmarkRedis;
import dev.cachekit.benchmarks.contender.Contender;
import dev.cachekit.benchmarks.scenario.Footprint;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * One system in one round, measured by JMH.
 *
 * @param scenario the scenario
 * @param contender the system
 * @param round the round
 */
record Measurement(Scenario scenario, Contender contender, int round) {

    /** Now and then a value is lost on the way, for instance to a time-out; more would be another scenario. */
    private static final double MOST_LOADS = 0.001;

    /** The compiler is as good as done when it works for less than this part of the time. */
    private static final double BUSY = 0.2;

    /** How many slices are enough for what takes nanoseconds, in a process of its own: half as many are not on Java 25. */
    static final int QUICK = 8;

    /** How many slices are measured there. */
    static final int MEASURED = 2;

    /** The heap of such a process. */
    static final String HEAP = "1g";

    Sample take(Effort effort) throws RunnerException {
        RunResult result = new Runner(options(effort).build()).runSingle();
        return checked(sample(result));
    }

    /**
     * Runs the system in this process until its code is compiled.
     *
     * @param before how often that code has run in this process already, in a scenario with other threads
     * @return how often it has run now
     */
    double warmUp(Effort effort, double before) throws RunnerException {
        long millis = effort.millisOf(scenario);
        double calls = before;
        long compiled;
        long endNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(effort.warmups() * millis);
        do {
            compiled = compilingMillis();
            RunResult result = new Runner(options(effort).warmupIterations(0).build()).runSingle();
            calls += TimeUnit.MILLISECONDS.toNanos(millis) / nanos(result);
        } while (System.nanoTime() - endNanos < 0
                && (calls < effort.often() || compilingMillis() - compiled > BUSY * millis));
        return calls;
    }

    private static long compilingMillis() {
        return ManagementFactory.getCompilationMXBean().getTotalCompilationTime();
    }

    private ChainedOptionsBuilder options(Effort effort) {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include(scenario.pattern())
                .param("contender", contender.name())
                .threads(scenario.threads())
                .measurementTime(TimeValue.milliseconds(effort.millisOf(scenario)))
                .warmupTime(TimeValue.milliseconds(effort.millisOf(scenario)))
                .addProfiler(GCProfiler.class)
                .addProfiler(Footprint.class)
                .verbosity(VerboseMode.SILENT)
                .shouldFailOnError(true);
        return scenario.isForked()
                ? options.forks(1)
                        .warmupIterations(Math.min(QUICK, effort.warmups()))
                        .measurementIterations(MEASURED)
                        .jvmArgs(
                                "-Xms" + HEAP,
                                "-Xmx" + HEAP,
                                "-D" + BenchmarkRedis.PROPERTY + "=" + BenchmarkRedis.url())
                : options.forks(0)
                        .warmupTime(TimeValue.milliseconds(effort.millisOf(scenario) / 3))
                        .warmupIterations(1)
                        .measurementIterations(1);
    }

    private Sample sample(RunResult result) {
        Map<String, Double> costs = costs(result);
        Map<String, Double> commands = new TreeMap<>();
        costs.forEach((label, cost) -> {
            if (label.startsWith(Footprint.COMMAND)) {
                commands.put(label.substring(Footprint.COMMAND.length()), cost);
            }
        });
        for (String other : List.of(Footprint.LOADS, Footprint.STORED)) {
            commands.put(other, costs.getOrDefault(other, 0.0));
        }
        return new Sample(
                scenario.title(),
                contender.label(),
                round,
                nanos(result),
                costs.getOrDefault("gc.alloc.rate.norm", 0.0),
                costs.getOrDefault(Footprint.CLIENT_CPU, 0.0),
                costs.getOrDefault(Footprint.REDIS_CPU, 0.0),
                commands);
    }

    private static Map<String, Double> costs(RunResult result) {
        Map<String, Double> costs = new TreeMap<>();
        result.getSecondaryResults().forEach((label, cost) -> costs.put(plain(label), cost.getScore()));
        return costs;
    }

    /** Of many threads that of the whole iteration, of one in its own process what JMH measures most exactly. */
    private double nanos(RunResult result) {
        return scenario.isOnRedis()
                ? costs(result).getOrDefault(Footprint.TIME, Double.NaN)
                : TimeUnit.SECONDS.toNanos(1) / result.getPrimaryResult().getScore();
    }

    private static String plain(String label) {
        return label.replace("·", "");
    }

    private Sample checked(Sample sample) {
        double loads = sample.commands().getOrDefault(Footprint.LOADS, 0.0);
        if (scenario.isOfHits() && loads > MOST_LOADS) {
            throw new IllegalStateException(scenario.title() + ": " + contender.label() + " has loaded in " + loads
                    + " of its calls; these are no hits");
        }
        return sample;
    }
}
