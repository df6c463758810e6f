package dev.cachekit.sample.jobs;

import java.time.Instant;

/**
 * A job that nobody works on any more.
 *
 * @param error the type of its last failure and what it said
 */
public record DeadJob(long id, String name, String instance, int attempts, String error, Instant failedAt) {}
