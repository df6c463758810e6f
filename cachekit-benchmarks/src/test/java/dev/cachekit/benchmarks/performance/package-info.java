/**
 * Runs the scenarios in interleaved rounds, compares what was measured by ratios within a round, and writes the tables. No
 * figure of a page is typed in.
 */
@NullMarked
package dev.cachekit.benchmarks.performance;

import org.jspecify.annotations.NullMarked;
