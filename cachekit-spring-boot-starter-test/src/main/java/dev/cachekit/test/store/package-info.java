/** What stands before the ports of a backend, and goes wrong as told. For the inside of this module. */
@NullMarked
package dev.cachekit.test.store;

import org.jspecify.annotations.NullMarked;
