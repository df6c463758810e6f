package dev.cachekit.spring.aop.plan;

import dev.cachekit.spi.TransactionScope;
import dev.cachekit.spring.aop.transaction.CallFrame;
import org.jspecify.annotations.Nullable;

/**
 * How a call ended.
 *
 * @param returned whether the method returned rather than threw
 * @param result what expressions see as {@code #result}
 * @param frame what became of the transactions opened inside
 * @param outer the transaction that was open at the beginning
 */
record CallEnd(boolean returned, @Nullable Object result, CallFrame frame, TransactionScope outer) {}
