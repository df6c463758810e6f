/**
 * What several processes do together on one Redis. {@link dev.cachekit.cluster.NodeProcess} starts a JVM of its own that
 * runs {@link dev.cachekit.cluster.Node}.
 */
@NullMarked
package dev.cachekit.cluster;

import org.jspecify.annotations.NullMarked;
