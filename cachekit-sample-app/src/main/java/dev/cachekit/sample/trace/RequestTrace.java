package dev.cachekit.sample.trace;

/** What one request has cost so far. Used by the request's own thread only. */
final class RequestTrace {

    private int sqlQueries;
    private int hits;
    private int misses;

    void sqlQueries(int more) {
        sqlQueries += more;
    }

    void hit() {
        hits++;
    }

    void miss() {
        misses++;
    }

    int sqlQueries() {
        return sqlQueries;
    }

    /** {@code miss} if anything had to be loaded, {@code hit} if all came from a cache, {@code none} if no cache was asked. */
    String cache() {
        if (misses > 0) {
            return "miss";
        }
        return hits > 0 ? "hit" : "none";
    }
}
