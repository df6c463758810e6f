package dev.cachekit.sample.trace;

/**
 * The counts since the application was ready.
 *
 * @param sqlSaved statements that requests would have cost besides, had no cache answered them
 */
record CostTotals(long requests, long sqlQueries, long sqlSaved, long cacheHits, long cacheMisses) {}
