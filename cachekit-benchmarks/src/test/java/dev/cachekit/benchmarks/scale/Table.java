package dev.cachekit.benchmarks.scale;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.stream.Stream;

/**
 * Figures in rows.
 *
 * @param caption one sentence above them
 * @param head the names of the columns
 * @param rows the figures
 */
record Table(String caption, List<String> head, List<List<String>> rows) {

    Table {
        rows = List.copyOf(rows);
        if (!rows.stream().allMatch(row -> row.size() == head.size())) {
            throw new IllegalArgumentException("each row has a figure for each of " + head + ": " + rows);
        }
    }

    String markdown() {
        return caption + "\n\n"
                + Stream.concat(Stream.of(head, head.stream().map(name -> "---").toList()), rows.stream())
                        .map(row -> row.stream().collect(joining(" | ", "| ", " |")))
                        .collect(joining("\n"));
    }
}
