/**
 * The heartbeat: asks the store once a second for the truth about its lanes, and tells those who rely on it.
 *
 * <p>Near caches serve only as long as a good beat is young; the circuit breaker takes the beat as its probe.
 */
@NullMarked
package dev.cachekit.beat;

import org.jspecify.annotations.NullMarked;
