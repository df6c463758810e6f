package dev.cachekit.benchmarks.large;

import dev.cachekit.benchmarks.contender.BenchmarkRedis;
import dev.cachekit.redisson.testing.RespConnection;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What Redis did for its clients, and for how long the others had to wait for it. */
final class Slowlog implements AutoCloseable {

    private static final Set<String> OWN = Set.of("slowlog", "config");

    private final RespConnection connection = BenchmarkRedis.connect();

    /**
     * A command.
     *
     * @param arguments the first of them, its name included; with many, the last says how many more there are
     * @param micros how long it took
     * @param client the name of the connection
     */
    record Command(List<String> arguments, long micros, String client) {

        private String name() {
            return arguments.get(0).toLowerCase(Locale.ROOT);
        }

        /** How many keys it names. */
        long keys() {
            return switch (name()) {
                case "eval", "evalsha" -> Long.parseLong(arguments.get(2));
                case "del", "unlink" -> size() - 1;
                default -> 0;
            };
        }

        private long size() {
            String last = arguments.get(arguments.size() - 1);
            return last.matches("\\.\\.\\. \\(\\d+ more arguments\\)")
                    ? arguments.size() - 1 + Long.parseLong(last.replaceAll("\\D", ""))
                    : arguments.size();
        }
    }

    /** Begins anew, with what takes so long and longer. */
    void begin(int micros) {
        connection.send("CONFIG", "SET", "slowlog-max-len", "1000000");
        connection.send("CONFIG", "SET", "slowlog-log-slower-than", Integer.toString(micros));
        connection.send("SLOWLOG", "RESET");
    }

    /** What there was since then; what scripts do is part of them. */
    List<Command> commands() {
        return ((List<?>) connection.send("SLOWLOG", "GET", "-1"))
                .stream()
                        .map(List.class::cast)
                        .filter(entry -> !entry.get(4).equals("?:0"))
                        .map(Slowlog::command)
                        .filter(command -> !OWN.contains(command.name()))
                        .toList();
    }

    private static Command command(List<?> entry) {
        List<String> arguments =
                ((List<?>) entry.get(3)).stream().map(String.class::cast).toList();
        return new Command(arguments, (Long) entry.get(2), (String) entry.get(5));
    }

    @Override
    public void close() {
        connection.close();
    }
}
