/** Who follows whom. */
@NullMarked
package dev.cachekit.sample.follow;

import org.jspecify.annotations.NullMarked;
