/** What is measured: one class per scenario, each with the systems that take part as a parameter. */
@NullMarked
package dev.cachekit.benchmarks.scenario;

import org.jspecify.annotations.NullMarked;
