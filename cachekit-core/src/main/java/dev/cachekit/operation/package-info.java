/**
 * What an annotation, a rule or a call asks for, as immutable and validated records, and the settings of caches with
 * their precedence.
 */
@NullMarked
package dev.cachekit.operation;

import org.jspecify.annotations.NullMarked;
