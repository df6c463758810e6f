package dev.cachekit.benchmarks.scale;

import static java.util.stream.Collectors.joining;

import dev.cachekit.redisson.testing.RedisServer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What servers of Redis have done, all together.
 *
 * @param commands how often each command ran, those within scripts included
 * @param cpuMicros their processor time
 * @param bytesSent what they have sent
 */
record Usage(Map<String, Double> commands, double cpuMicros, double bytesSent) {

    static final Usage NONE = new Usage(Map.of(), 0, 0);

    /** Up to now; the question itself left out. */
    static Usage of(List<RedisServer> servers) {
        return servers.stream().map(Usage::of).reduce(NONE, (one, other) -> one.plus(other, 1));
    }

    private static Usage of(RedisServer server) {
        Map<String, Double> commands = new TreeMap<>();
        server.commandStats().forEach((name, calls) -> commands.put(name, (double) calls));
        commands.remove("info");
        Map<String, String> cpu = server.info("cpu");
        double seconds = Double.parseDouble(cpu.get("used_cpu_sys")) + Double.parseDouble(cpu.get("used_cpu_user"));
        return new Usage(
                commands, 1e6 * seconds, Double.parseDouble(server.info("stats").get("total_net_output_bytes")));
    }

    Usage plus(Usage other) {
        return plus(other, 1);
    }

    Usage since(Usage before) {
        return plus(before, -1);
    }

    private Usage plus(Usage other, int times) {
        Map<String, Double> sum = new TreeMap<>(commands);
        other.commands.forEach((name, calls) -> sum.merge(name, times * calls, Double::sum));
        return new Usage(sum, cpuMicros + times * other.cpuMicros, bytesSent + times * other.bytesSent);
    }

    /** The share of one operation, or of one second. */
    Usage per(double operations) {
        Map<String, Double> share = new TreeMap<>();
        commands.forEach((name, calls) -> share.put(name, calls / operations));
        return new Usage(share, cpuMicros / operations, bytesSent / operations);
    }

    double calls(String command) {
        return commands.getOrDefault(command, 0.0);
    }

    /** What was told to others. */
    double messages() {
        return calls("publish") + calls("spublish");
    }

    double allCalls() {
        return commands.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    /** The commands as text for a table; what was hardly ever run is a beat. */
    String list() {
        String list = commands.entrySet().stream()
                .filter(command -> command.getValue() >= 0.02)
                .map(command ->
                        String.format(Locale.ROOT, "%s %.2f", command.getKey().replace("|", "\\|"), command.getValue()))
                .collect(joining(", "));
        return list.isEmpty() ? "none" : list;
    }
}
