/**
 * The same interleavings run against CacheKit and its peers as they are released. One adapter per framework, one class
 * per interleaving; every step is forced by a gate, a cut link or a paused server, never by luck.
 */
@NullMarked
package dev.cachekit.benchmarks.peers;

import org.jspecify.annotations.NullMarked;
