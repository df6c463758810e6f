/** How methods hand over what they return: at once, in a future, a publisher, a coroutine. One class per kind, none per feature. */
@NullMarked
package dev.cachekit.spring.aop.shape;

import org.jspecify.annotations.NullMarked;
