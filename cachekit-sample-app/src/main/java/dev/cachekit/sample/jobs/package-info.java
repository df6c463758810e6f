/**
 * Background work: a queue with workers, retries and dead letters, and jobs by the clock. It lives in the database, by
 * db-scheduler: a job is queued in the transaction that causes it, runs on one of the nodes, and needs no Redis.
 */
@NullMarked
package dev.cachekit.sample.jobs;

import org.jspecify.annotations.NullMarked;
