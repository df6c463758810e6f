/** What the start advises: settings of Redis and of caches that work, but will hurt in production. */
@NullMarked
package dev.cachekit.spring.advisor;

import org.jspecify.annotations.NullMarked;
