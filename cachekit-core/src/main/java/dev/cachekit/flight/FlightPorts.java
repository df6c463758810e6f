package dev.cachekit.flight;

import dev.cachekit.spi.FlightListener;
import dev.cachekit.spi.Scheduler;
import java.time.Duration;
import java.util.concurrent.Executor;

/**
 * What single flights work with.
 *
 * @param clock clock and timer
 * @param deadline how long one call may wait for the store
 * @param executor where outcomes of calls that hold no thread are encoded for other processes; never runs a task on the thread
 *     that gives it, if that is one of a store, and never lets it queue behind calls of users
 * @param exceptions which exceptions are rebuilt from what other processes tell
 * @param listener is told what happens
 */
public record FlightPorts(
        Scheduler clock, Duration deadline, Executor executor, SharedExceptions exceptions, FlightListener listener) {}
