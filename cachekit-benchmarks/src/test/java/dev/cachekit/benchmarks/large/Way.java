package dev.cachekit.benchmarks.large;

/**
 * A way to remove entries.
 *
 * @param label its name in tables
 * @param settings how the system is set up
 * @param client the name of its connections
 * @param entries what it removes from
 * @param removal removes, and returns when that is done
 */
record Way(String label, String settings, String client, Entries entries, Runnable removal) {}
