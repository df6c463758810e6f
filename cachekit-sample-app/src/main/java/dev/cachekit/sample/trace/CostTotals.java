package dev.cachekit.sample.trace;

/** The counts since the application was ready. */
record CostTotals(long requests, long sqlQueries, long cacheHits, long cacheMisses) {}
