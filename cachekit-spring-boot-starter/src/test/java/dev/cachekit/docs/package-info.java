/** The examples of the documentation, and the checks that keep its pages true. */
@NullMarked
package dev.cachekit.docs;

import org.jspecify.annotations.NullMarked;
