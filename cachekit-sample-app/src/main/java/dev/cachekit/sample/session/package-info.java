/** Sessions that every node knows, and that outlive an outage of Redis. */
@NullMarked
package dev.cachekit.sample.session;

import org.jspecify.annotations.NullMarked;
