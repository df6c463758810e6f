/** Time that is moved by hand, and the threads whose work a move waits for. For the inside of this module. */
@NullMarked
package dev.cachekit.test.time;

import org.jspecify.annotations.NullMarked;
