package dev.cachekit.benchmarks.large;

import dev.cachekit.benchmarks.contender.BenchmarkRedis;
import dev.cachekit.redisson.testing.RedisServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Removes entries of a large cache in each way there is, round by round, every other round backwards. What was removed is
 * written again before the next one. What was to go is gone after each, and what was to stay is there, or the run fails.
 *
 * @param crowd how large
 * @param rounds how many rounds are timed
 */
public record LargeRounds(Crowd crowd, int rounds) {

    /** CacheKit's name in tables. */
    public static final String CACHEKIT = "CacheKit";

    /** What nobody who looks for keys by a pattern can do without. */
    public static final String FLOOR = "bare `SCAN`";

    /** The removal by pattern. */
    public static final String BY_PATTERN = "removal by pattern";

    /** The removal of all. */
    public static final String CLEAR = "clear";

    static final Duration TTL = Duration.ofHours(1);

    /** Commands that take less are not noted in a timed round, as noting them takes time too. */
    private static final int NOTEWORTHY_MICROS = 20;

    /**
     * What was measured.
     *
     * @param costs what each removal took
     * @param settings how each system is set up, as rows of a table
     * @param clearCommands how many commands a clear of CacheKit is
     * @param clearCommandsAtOnce how many of them are sent before the first is answered
     */
    public record Result(List<Cost> costs, List<String> settings, long clearCommands, long clearCommandsAtOnce) {}

    /** Starts a server and measures on it. */
    public Result run() {
        try (RedisServer redis = RedisServer.start()) {
            System.setProperty(BenchmarkRedis.PROPERTY, redis.url());
            try (Systems systems = new Systems();
                    Slowlog slowlog = new Slowlog()) {
                return run(systems, slowlog);
            }
        } finally {
            System.clearProperty(BenchmarkRedis.PROPERTY);
        }
    }

    private Result run(Systems systems, Slowlog slowlog) {
        List<Cost> costs = new ArrayList<>();
        List<Way> byPattern = systems.byPattern();
        List<Way> ofAll = systems.ofAll();
        byPattern.stream().map(Way::entries).distinct().forEach(entries -> entries.write(crowd.all()));
        for (int round = 0; round <= rounds; round++) {
            for (Way way : order(byPattern, round)) {
                costs.add(removedByPattern(way, round, slowlog));
            }
        }
        for (int round = 1; round <= rounds; round++) {
            for (Way way : order(ofAll, round)) {
                costs.add(cleared(way, round, slowlog));
            }
        }
        HeldAnswers.Sent clear = HeldAnswers.clear(crowd);
        return new Result(costs, settings(byPattern, ofAll), clear.commands(), clear.atOnce());
    }

    private static List<Way> order(List<Way> ways, int round) {
        List<Way> order = new ArrayList<>(ways);
        if (round % 2 == 0) {
            Collections.reverse(order);
        }
        return order;
    }

    private Cost removedByPattern(Way way, int round, Slowlog slowlog) {
        way.entries().write(crowd.matching());
        check(way, crowd::matching, true);
        Cost cost = cost(BY_PATTERN, way, round, slowlog, round == 0 ? 0 : NOTEWORTHY_MICROS);
        check(way, crowd::neighbours, true);
        check(way, crowd::matching, way.label().equals(FLOOR));
        return cost;
    }

    private Cost cleared(Way way, int round, Slowlog slowlog) {
        way.entries().write(crowd.all());
        check(way, crowd::matching, true);
        Cost cost = cost(CLEAR, way, round, slowlog, 0);
        check(way, crowd::matching, false);
        return cost;
    }

    private static void check(Way way, Supplier<IntStream> numbers, boolean wanted) {
        long found = way.entries().count(numbers.get());
        if (found != (wanted ? numbers.get().count() : 0)) {
            throw new IllegalStateException(way.label() + ": " + found + " entries are there");
        }
    }

    private static Cost cost(String title, Way way, int round, Slowlog slowlog, int micros) {
        slowlog.begin(micros);
        long began = System.nanoTime();
        way.removal().run();
        double millis = (System.nanoTime() - began) / 1e6;
        List<Slowlog.Command> commands = slowlog.commands().stream()
                .filter(command -> command.client().equals(way.client()))
                .toList();
        return new Cost(
                title,
                way.label(),
                round,
                millis,
                commands.stream().mapToLong(Slowlog.Command::micros).max().orElse(0) / 1e3,
                commands.size(),
                commands.stream().mapToLong(Slowlog.Command::keys).max().orElse(0));
    }

    private static List<String> settings(List<Way> byPattern, List<Way> ofAll) {
        List<String> rows = new ArrayList<>();
        byPattern.forEach(way -> rows.add("| " + BY_PATTERN + " | " + way.label() + " | " + way.settings() + " |"));
        ofAll.forEach(way -> rows.add("| " + CLEAR + " | " + way.label() + " | " + way.settings() + " |"));
        return rows;
    }
}
