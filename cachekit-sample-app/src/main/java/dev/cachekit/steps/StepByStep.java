package dev.cachekit.steps;

import dev.cachekit.steps.StepTable.Row;
import dev.cachekit.steps.app.Step;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Measures the steps and prints their table; with {@code --page=<file>} also writes it into that page. With
 * {@code --way=<milliseconds>} the database is nearer or further away than the usual 5 ms.
 */
final class StepByStep {

    private StepByStep() {}

    public static void main(String[] args) throws IOException {
        Duration way = Duration.ofMillis(Long.parseLong(argument(args, "--way=", "5")));
        String page = argument(args, "--page=", "");
        System.out.println("A rehearsal first, then the measurement; some minutes in all.");
        StepTable.measured((step, load) -> Stage.measured(step, load, Duration.ZERO));
        List<Row> rows = StepTable.measured((step, load) -> middle(step, load, way));
        String where = where(way);
        System.out.println(where + "\n" + StepTable.text(rows));
        if (!page.isEmpty()) {
            StepTable.write(Path.of(page), where, rows);
        }
    }

    /** Of three runs the one whose p99 is neither the best nor the worst: a machine has other things to do. */
    private static Figures middle(Step step, Load load, Duration way) {
        return Stream.generate(() -> Stage.measured(step, load, way))
                .limit(3)
                .sorted(Comparator.comparing(Figures::p99))
                .toList()
                .get(1);
    }

    private static String where(Duration way) {
        return "Each statement takes " + way.toMillis()
                + " ms on its way to the database; Redis is on loopback; p99 of the middle one of three runs; "
                + Runtime.getRuntime().availableProcessors() + " processors, Java "
                + Runtime.version().feature() + ".";
    }

    private static String argument(String[] args, String name, String otherwise) {
        for (String arg : args) {
            if (arg.startsWith(name)) {
                return arg.substring(name.length());
            }
        }
        return otherwise;
    }
}
