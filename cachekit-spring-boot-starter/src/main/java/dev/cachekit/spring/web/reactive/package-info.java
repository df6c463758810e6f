/** Rate limits in a reactive application. */
@NullMarked
package dev.cachekit.spring.web.reactive;

import org.jspecify.annotations.NullMarked;
