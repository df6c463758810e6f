package dev.cachekit.benchmarks.scenario;

import com.sun.management.OperatingSystemMXBean;
import dev.cachekit.benchmarks.contender.BenchmarkRedis;
import dev.cachekit.benchmarks.contender.Product;
import dev.cachekit.redisson.testing.RespConnection;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/**
 * What an operation costs: time, processor time here and of Redis, commands that Redis runs, loads, bytes stored.
 *
 * <p>The time is that of the whole iteration by all operations. JMH adds up what each thread has done in the time of its own,
 * which is too quick for threads that run one after the other, as under a lock that is not fair.
 */
public class Footprint implements InternalProfiler {

    /** Time in nanoseconds. */
    public static final String TIME = "time";

    /** Processor time of this process in microseconds. */
    public static final String CLIENT_CPU = "cpu.client";

    /** Processor time of Redis in microseconds. */
    public static final String REDIS_CPU = "cpu.redis";

    /** How often the database was asked. */
    public static final String LOADS = "loads";

    /** How many bytes the value takes, where that is measured. */
    public static final String STORED = "bytes stored";

    /** Begins the name of a command. */
    public static final String COMMAND = "command.";

    private static final String CALLS = "cmdstat_";
    private static final OperatingSystemMXBean MACHINE =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private Map<String, Double> before = Map.of();
    private long beganNanos;

    /** Made by JMH. */
    public Footprint() {}

    @Override
    public String getDescription() {
        return "time, processor time and commands of Redis per operation";
    }

    @Override
    public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
        before = counters();
        beganNanos = System.nanoTime();
    }

    @Override
    public Collection<? extends Result<?>> afterIteration(
            BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
        long tookNanos = System.nanoTime() - beganNanos;
        Map<String, Double> after = counters();
        double operations = result.getMetadata().getAllOps();
        List<ScalarResult> results = new ArrayList<>();
        results.add(new ScalarResult(TIME, tookNanos / operations, "ns/op", AggregationPolicy.AVG));
        after.forEach((name, value) -> {
            double spent = value - before.getOrDefault(name, 0.0);
            if (spent > 0) {
                results.add(new ScalarResult(name, spent / operations, "per op", AggregationPolicy.AVG));
            }
        });
        int stored = StoredSize.of(benchmark.getBenchmark());
        if (stored > 0) {
            results.add(new ScalarResult(STORED, stored, "bytes", AggregationPolicy.AVG));
        }
        return results;
    }

    private static Map<String, Double> counters() {
        Map<String, Double> counters = new HashMap<>();
        try (RespConnection connection = BenchmarkRedis.connect()) {
            fields(connection, "cpu")
                    .forEach((name, value) -> counters.merge(
                            REDIS_CPU,
                            name.matches("used_cpu_(sys|user)") ? 1e6 * Double.parseDouble(value) : 0,
                            Double::sum));
            fields(connection, "commandstats")
                    .forEach((name, value) -> counters.put(
                            COMMAND + name.substring(CALLS.length()),
                            Double.parseDouble(value.replaceAll("calls=(\\d+).*", "$1"))));
        }
        counters.remove(COMMAND + "info");
        counters.put(CLIENT_CPU, MACHINE.getProcessCpuTime() / 1e3);
        counters.put(LOADS, (double) Product.loads());
        return counters;
    }

    private static Map<String, String> fields(RespConnection connection, String section) {
        Map<String, String> fields = new HashMap<>();
        ((String) connection.send("INFO", section))
                .lines()
                .map(line -> line.split(":", 2))
                .filter(field -> field.length == 2)
                .forEach(field -> fields.put(field[0], field[1]));
        return fields;
    }
}
