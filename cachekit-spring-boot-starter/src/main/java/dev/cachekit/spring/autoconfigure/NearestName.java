package dev.cachekit.spring.autoconfigure;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds the name that was probably meant, by edit distance. */
final class NearestName {

    private NearestName() {}

    static Optional<String> in(Collection<String> names, String typed) {
        int tolerated = Math.max(2, typed.length() / 3);
        return names.stream()
                .filter(name -> distance(name, typed) <= tolerated)
                .min(Comparator.comparingInt((String name) -> distance(name, typed))
                        .thenComparing(name -> name));
    }

    /** Levenshtein, one row at a time. */
    private static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int column = 0; column < row.length; column++) {
            row[column] = column;
        }
        for (int line = 1; line <= one.length(); line++) {
            next(row, line, one.charAt(line - 1), other);
        }
        return row[other.length()];
    }

    private static void next(int[] row, int line, char letter, String other) {
        int diagonal = row[0];
        row[0] = line;
        for (int column = 1; column < row.length; column++) {
            int replaced = diagonal + (letter == other.charAt(column - 1) ? 0 : 1);
            diagonal = row[column];
            row[column] = Math.min(replaced, 1 + Math.min(row[column], row[column - 1]));
        }
    }
}
