/** A shop, and its tests with all that this module gives. */
@NullMarked
package dev.cachekit.test.shop;

import org.jspecify.annotations.NullMarked;
