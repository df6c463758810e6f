/** The sample as processes of its own: several on one Redis server, and one whose Redis server fails. */
@NullMarked
package dev.cachekit.sample.cluster;

import org.jspecify.annotations.NullMarked;
