/**
 * The sample application: a small social network whose reads are cached.
 */
@NullMarked
package dev.cachekit.sample;

import org.jspecify.annotations.NullMarked;
