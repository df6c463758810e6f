/** Applications with generated beans, each started in a fresh JVM, and what their start costs. */
@NullMarked
package dev.cachekit.benchmarks.startup;

import org.jspecify.annotations.NullMarked;
