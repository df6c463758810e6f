/** What happens around an annotated method: nested layers, put together once per method and bean class. */
@NullMarked
package dev.cachekit.spring.aop.plan;

import org.jspecify.annotations.NullMarked;
