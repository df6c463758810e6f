/**
 * The backend that lives in this process: the same meaning as Redis, for development, tests and applications of one node.
 *
 * <p>What one key holds is a {@code Cell}, and every operation is a pure step from one cell to the next, applied
 * atomically per key.
 */
@NullMarked
package dev.cachekit.inprocess;

import org.jspecify.annotations.NullMarked;
