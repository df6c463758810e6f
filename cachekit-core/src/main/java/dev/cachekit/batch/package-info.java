/** Batches: operations collected into one request per node. */
@NullMarked
package dev.cachekit.batch;

import org.jspecify.annotations.NullMarked;
