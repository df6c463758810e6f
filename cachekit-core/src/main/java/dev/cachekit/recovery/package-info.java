/**
 * What happens when the store fails and comes back: a circuit breaker per primary, removals that are sent until they are
 * acknowledged, and a journal of those that were, to be sent again after a failover.
 */
@NullMarked
package dev.cachekit.recovery;

import org.jspecify.annotations.NullMarked;
