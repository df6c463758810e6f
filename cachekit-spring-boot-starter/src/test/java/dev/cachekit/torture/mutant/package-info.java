/** Variants of the real code and scripts, each with one rule taken out. Tests that pass with them test nothing. */
@NullMarked
package dev.cachekit.torture.mutant;

import org.jspecify.annotations.NullMarked;
