package dev.cachekit.benchmarks.performance;

import static java.util.stream.Collectors.joining;

import dev.cachekit.benchmarks.large.Cost;
import dev.cachekit.benchmarks.large.Crowd;
import dev.cachekit.benchmarks.large.LargeRounds;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * What it takes to remove entries of a large cache, as tables.
 *
 * @param costs what was measured
 */
record LargeTables(List<Cost> costs) {

    /** What the run is asked for by. */
    static final String TITLE = "large: removal by pattern and clear";

    /** The part of the page, before the version of Java. */
    static final String PART = "large";

    /** How large. */
    static final Crowd MILLION = new Crowd(1_000_000);

    static String of(LargeRounds.Result result) {
        LargeTables tables = new LargeTables(result.costs());
        return String.join(
                "\n\n",
                "**Removal by pattern**, 10,000 of 1,000,000:",
                tables.table(LargeRounds.BY_PATTERN),
                "**Removal of all**, 1,000,000:",
                tables.table(LargeRounds.CLEAR),
                String.format(
                        Locale.ROOT,
                        "CacheKit's `clear` is %d commands, of which %d arrive while no answer is let through.",
                        result.clearCommands(),
                        result.clearCommandsAtOnce()),
                "| Removal | System | Settings |\n|---|---|---|\n" + String.join("\n", result.settings()));
    }

    private String table(String title) {
        List<String> systems = costs.stream()
                .filter(cost -> cost.title().equals(title))
                .map(Cost::system)
                .distinct()
                .sorted()
                .toList();
        return "| | ms | CacheKit is so many times as fast | commands | most keys in one | worst `SLOWLOG` entry of a round, ms |"
                + " of all rounds |\n|---|---|---|---|---|---|---|\n"
                + systems.stream().map(system -> row(title, system)).collect(joining("\n"));
    }

    private String row(String title, String system) {
        return String.format(
                Locale.ROOT,
                "| %s | %,.1f | %s | %,.0f | %,.0f | %s | %.2f |",
                system,
                of(title, system, Cost::millis).median(),
                ratio(title, system),
                most(title, system, Cost::commands),
                most(title, system, Cost::mostKeys),
                of(title, system, Cost::worstMillis),
                timed(title, system).stream()
                        .mapToDouble(Cost::worstMillis)
                        .max()
                        .orElse(0));
    }

    /** By round: what disturbs the machine then disturbs both. */
    private Quartiles ratio(String title, String system) {
        return Quartiles.of(timed(title, system).stream()
                .flatMapToDouble(other -> timed(title, LargeRounds.CACHEKIT).stream()
                        .filter(own -> own.round() == other.round())
                        .mapToDouble(own -> other.millis() / own.millis()))
                .toArray());
    }

    private Quartiles of(String title, String system, ToDoubleFunction<Cost> figure) {
        return Quartiles.of(timed(title, system).stream().mapToDouble(figure).toArray());
    }

    /** Only where nothing is timed is every command noted. */
    private double most(String title, String system, ToDoubleFunction<Cost> figure) {
        return of(title, system).stream().mapToDouble(figure).max().orElse(0);
    }

    private List<Cost> timed(String title, String system) {
        return of(title, system).stream().filter(Cost::isTimed).toList();
    }

    private List<Cost> of(String title, String system) {
        return costs.stream()
                .filter(cost -> cost.title().equals(title) && cost.system().equals(system))
                .toList();
    }
}
