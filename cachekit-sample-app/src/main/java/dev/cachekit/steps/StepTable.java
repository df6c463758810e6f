package dev.cachekit.steps;

import dev.cachekit.steps.app.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.BiFunction;

/** The table of the page: what each step does to a load that shows what it is good for. */
final class StepTable {

    static final String BEGIN = "<!-- measured: by dev.cachekit.steps.StepByStep, not by hand -->";
    static final String END = "<!-- end of what is measured -->";

    /** The load that shows what a step is good for. */
    static final Map<Step, Load> LOADS = Map.of(
            Step.CACHED_CARDS, Load.REPEATED,
            Step.FRESH_CARDS, Load.RENAMES,
            Step.WRITTEN_CARDS, Load.RENAMES,
            Step.CARDS_TOGETHER, Load.COLD,
            Step.CACHED_POSTS, Load.HERD,
            Step.FRESH_POSTS, Load.POSTS,
            Step.NEAR_CARDS, Load.HOT);

    private static final String HEAD = """
            | Step | Load | SQL before | SQL after | p99 before | p99 after | Old answers before | after |
            |---|---|---|---|---|---|---|---|
            """;

    private StepTable() {}

    /** A step with what its load comes to before it and after it. */
    record Row(Step step, Load load, Figures before, Figures after) {}

    static List<Row> measured(BiFunction<Step, Load, Figures> measurement) {
        List<Row> rows = new ArrayList<>();
        for (Step step : Step.values()) {
            Load load = LOADS.get(step);
            if (load != null) {
                rows.add(new Row(step, load, measurement.apply(step.before(), load), measurement.apply(step, load)));
            }
        }
        return List.copyOf(rows);
    }

    static String text(List<Row> rows) {
        StringBuilder table = new StringBuilder(HEAD);
        rows.forEach(row -> table.append(text(row)).append('\n'));
        return table.toString();
    }

    private static String text(Row row) {
        Figures before = row.before();
        Figures after = row.after();
        return String.format(
                Locale.ROOT,
                "| %d. %s | %s | %,d | %,d | %s | %s | %s | %s |",
                row.step().ordinal(),
                row.step().title(),
                row.load().description(),
                before.statements(),
                after.statements(),
                millis(before.p99()),
                millis(after.p99()),
                count(before.old()),
                count(after.old()));
    }

    private static String millis(Duration time) {
        return String.format(Locale.ROOT, "%.2f ms", time.toNanos() / 1e6);
    }

    private static String count(OptionalInt old) {
        return old.isPresent() ? Integer.toString(old.getAsInt()) : "–";
    }

    /** Puts the table where the page has it. */
    static void write(Path page, String where, List<Row> rows) throws IOException {
        String text = Files.readString(page);
        int begin = text.indexOf(BEGIN);
        int end = text.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new IllegalArgumentException(page + " must have a line " + BEGIN + " and, below it, a line " + END);
        }
        String measured = BEGIN + "\n\n" + where + "\n\n" + text(rows) + "\n";
        Files.writeString(page, text.substring(0, begin) + measured + text.substring(end));
    }
}
