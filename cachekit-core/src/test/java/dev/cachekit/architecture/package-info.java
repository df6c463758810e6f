/**
 * The rules that the code of all modules obeys, as tests: who may import whom, what every package carries, what is never
 * used.
 */
@NullMarked
package dev.cachekit.architecture;

import org.jspecify.annotations.NullMarked;
