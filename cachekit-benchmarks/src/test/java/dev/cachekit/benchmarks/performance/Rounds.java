package dev.cachekit.benchmarks.performance;

import dev.cachekit.benchmarks.contender.BenchmarkRedis;
import dev.cachekit.benchmarks.contender.Contender;
import dev.cachekit.benchmarks.scenario.Running;
import dev.cachekit.redisson.testing.RedisServer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Goes round by round, and within a round from system to system, so that what disturbs the machine disturbs all alike. Every
 * other round goes backwards. For one thread.
 */
final class Rounds {

    private final Effort effort;

    /** How often the code of a system has run in this process before it is measured; that of lone callers is another. */
    private final Map<String, Double> calls = new HashMap<>();

    Rounds(Effort effort) {
        this.effort = effort;
    }

    Samples run(List<Scenario> scenarios) throws Exception {
        List<Sample> samples = new ArrayList<>();
        try (RedisServer redis = RedisServer.start()) {
            System.setProperty(BenchmarkRedis.PROPERTY, redis.url());
            for (Scenario scenario : scenarios) {
                samples.addAll(run(scenario));
                Running.closeAll();
                redis.flushAll();
            }
        } finally {
            Running.closeAll();
            System.clearProperty(BenchmarkRedis.PROPERTY);
        }
        return new Samples(samples);
    }

    private List<Sample> run(Scenario scenario) throws Exception {
        if (!scenario.isForked()) {
            for (Contender contender : scenario.contenders()) {
                warmUp(scenario, contender);
            }
        }
        List<Sample> samples = new ArrayList<>();
        for (int round = 1; round <= effort.roundsOf(scenario); round++) {
            for (Contender contender : order(scenario, round)) {
                samples.add(new Measurement(scenario, contender, round).take(effort));
            }
        }
        System.out.println("\n" + scenario.title() + "\n\n" + Tables.scenario(new Samples(samples), scenario.title()));
        return samples;
    }

    private void warmUp(Scenario scenario, Contender contender) throws Exception {
        String code = scenario.pattern() + contender.name() + (scenario.threads() == 1 ? ", alone" : "");
        double before = calls.getOrDefault(code, 0.0);
        calls.put(code, new Measurement(scenario, contender, 0).warmUp(effort, before));
    }

    private static List<Contender> order(Scenario scenario, int round) {
        List<Contender> order = new ArrayList<>(scenario.contenders());
        if (round % 2 == 0) {
            Collections.reverse(order);
        }
        return order;
    }
}
