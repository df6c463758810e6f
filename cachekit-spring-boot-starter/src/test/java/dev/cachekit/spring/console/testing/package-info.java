/** A browser that looks at the console, here and in the modules that use this one's test jar. */
@NullMarked
package dev.cachekit.spring.console.testing;

import org.jspecify.annotations.NullMarked;
