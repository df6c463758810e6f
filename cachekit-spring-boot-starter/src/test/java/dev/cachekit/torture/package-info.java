/**
 * The torture test: several real applications on real servers behind a network that can be broken, what they saw, and a
 * checker that holds it against the promises.
 */
@NullMarked
package dev.cachekit.torture;

import org.jspecify.annotations.NullMarked;
