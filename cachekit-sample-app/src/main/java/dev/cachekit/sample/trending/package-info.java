/** What is liked most. */
@NullMarked
package dev.cachekit.sample.trending;

import org.jspecify.annotations.NullMarked;
