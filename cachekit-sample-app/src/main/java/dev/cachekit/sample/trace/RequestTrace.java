package dev.cachekit.sample.trace;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What one request has cost so far. Used by the request's own thread only. */
final class RequestTrace {

    private int sqlQueries;
    private int nearHits;
    private int hits;
    private int misses;
    private final Map<String, Integer> answered = new HashMap<>();

    void sqlQueries(int more) {
        sqlQueries += more;
    }

    void nearHit(String cache) {
        nearHits++;
        answered.merge(cache, 1, Integer::sum);
    }

    void hit(String cache) {
        hits++;
        answered.merge(cache, 1, Integer::sum);
    }

    void miss() {
        misses++;
    }

    /** How many reads each cache has answered. */
    Map<String, Integer> answered() {
        return answered;
    }

    int sqlQueries() {
        return sqlQueries;
    }

    /** {@code miss} if anything had to be loaded, {@code hit} if all came from a cache, {@code none} if no cache was asked. */
    String cache() {
        if (misses > 0) {
            return "miss";
        }
        return nearHits + hits > 0 ? "hit" : "none";
    }

    /** How many reads were answered by what, as in {@code near 1, shared 3, loaded 2}; empty if no cache was asked. */
    String tiers() {
        return Stream.of(part("near", nearHits), part("shared", hits), part("loaded", misses))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(", "));
    }

    private static String part(String tier, int reads) {
        return reads == 0 ? "" : tier + " " + reads;
    }
}
