/**
 * Single flight: concurrent calls with one key become one call, in this process or in the cluster.
 *
 * <p>Start reading at {@link dev.cachekit.flight.SingleFlights}; it makes one {@code FlightRun} per call, which follows a
 * {@code LocalFlight}, all that the callers of this process share, through its {@code Phase}s. What other processes have to
 * do with it is behind {@code Membership}.
 */
@NullMarked
package dev.cachekit.flight;

import org.jspecify.annotations.NullMarked;
