/** Measures what each step of {@code docs/step-by-step.md} does to statements and times, and writes the page's table. */
@NullMarked
package dev.cachekit.steps;

import org.jspecify.annotations.NullMarked;
