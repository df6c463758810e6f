/** Spring's transactions as the strategies see them, and the outcome of transactions opened inside an intercepted call. */
@NullMarked
package dev.cachekit.spring.aop.transaction;

import org.jspecify.annotations.NullMarked;
