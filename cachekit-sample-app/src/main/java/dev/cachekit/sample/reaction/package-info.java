/**
 * Likes. Who likes what is in the database at once; how many is a counter in Redis at once, and in the database a few
 * seconds later.
 */
@NullMarked
package dev.cachekit.sample.reaction;

import org.jspecify.annotations.NullMarked;
