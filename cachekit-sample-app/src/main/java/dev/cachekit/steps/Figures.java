package dev.cachekit.steps;

import java.time.Duration;
import java.util.OptionalInt;

/**
 * What a load has come to.
 *
 * @param statements sent to the database
 * @param p99 the time that 99 of 100 reads have not exceeded
 * @param old how many answers were older than the last change; empty if the load changes nothing
 */
record Figures(long statements, Duration p99, OptionalInt old) {}
