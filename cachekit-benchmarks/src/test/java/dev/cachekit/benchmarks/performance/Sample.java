package dev.cachekit.benchmarks.performance;

import static java.util.stream.Collectors.joining;

import dev.cachekit.benchmarks.scenario.Footprint;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What one system did in one round of one scenario.
 *
 * @param scenario the scenario
 * @param system the system
 * @param round the round, from 1
 * @param nanos the time that passed per operation, all threads together
 * @param bytes what was allocated per operation
 * @param clientCpuMicros processor time of this process per operation
 * @param redisCpuMicros processor time of Redis per operation
 * @param commands how often Redis ran each command per operation, those within scripts included
 */
record Sample(
        String scenario,
        String system,
        int round,
        double nanos,
        double bytes,
        double clientCpuMicros,
        double redisCpuMicros,
        Map<String, Double> commands) {

    private static final String SEPARATOR = "\t";

    /** What is told beside the commands. */
    private static final Set<String> NO_COMMANDS = Set.of(Footprint.LOADS, Footprint.STORED);

    Sample {
        commands = new TreeMap<>(commands);
    }

    /** How many commands Redis ran per operation, those within scripts included. */
    double commandsRun() {
        return commands.entrySet().stream()
                .filter(command -> !NO_COMMANDS.contains(command.getKey()))
                .mapToDouble(Map.Entry::getValue)
                .sum();
    }

    /** One line of a file. */
    String line() {
        String ran = commands.entrySet().stream()
                .map(command -> command.getKey() + "=" + command.getValue())
                .collect(joining(","));
        return String.join(
                SEPARATOR,
                scenario,
                system,
                Integer.toString(round),
                Double.toString(nanos),
                Double.toString(bytes),
                Double.toString(clientCpuMicros),
                Double.toString(redisCpuMicros),
                ran);
    }

    /** Reads what {@link #line} has written. */
    static Sample parse(String line) {
        String[] fields = line.split(SEPARATOR, -1);
        if (fields.length != 8) {
            throw new IllegalArgumentException("a sample has 8 fields, this has " + fields.length + ": " + line);
        }
        return new Sample(
                fields[0],
                fields[1],
                Integer.parseInt(fields[2]),
                Double.parseDouble(fields[3]),
                Double.parseDouble(fields[4]),
                Double.parseDouble(fields[5]),
                Double.parseDouble(fields[6]),
                commands(fields[7]));
    }

    private static Map<String, Double> commands(String text) {
        Map<String, Double> commands = new TreeMap<>();
        Arrays.stream(text.split(","))
                .filter(command -> !command.isEmpty())
                .map(command -> command.split("=", 2))
                .forEach(command -> commands.put(command[0], Double.parseDouble(command[1])));
        return commands;
    }
}
