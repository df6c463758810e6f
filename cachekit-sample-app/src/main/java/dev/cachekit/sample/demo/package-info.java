/** Small endpoints that show one feature each, open to everybody with plain curl. */
@NullMarked
package dev.cachekit.sample.demo;

import org.jspecify.annotations.NullMarked;
