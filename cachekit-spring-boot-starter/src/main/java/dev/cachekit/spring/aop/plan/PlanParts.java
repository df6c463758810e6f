package dev.cachekit.spring.aop.plan;

import dev.cachekit.engine.CacheKitEngine;
import dev.cachekit.limit.Admission;
import dev.cachekit.spi.Transactions;
import dev.cachekit.spring.aop.expression.Expressions;
import dev.cachekit.spring.aop.transaction.CallFrames;
import dev.cachekit.spring.aop.transaction.CarriedScopes;
import dev.cachekit.spring.aop.transaction.PersistenceContexts;
import dev.cachekit.spring.aop.transaction.SubscriberTransactions;
import java.lang.reflect.Method;
import java.util.function.BiConsumer;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * What plans are made with.
 *
 * @param engine the caches
 * @param expressions compiles expressions
 * @param transactions finds transactions
 * @param frames watches transactions opened inside calls
 * @param contexts sessions that must not serve a load
 * @param transactional tells whether a method of a bean class opens a transaction
 * @param admissions is told what became of calls whose rate is limited
 * @param heldLocks the locks under which the code of each thread runs
 * @param subscribers finds transactions that belong to subscribers
 * @param carried takes such a transaction along with its call
 */
public record PlanParts(
        CacheKitEngine engine,
        Expressions expressions,
        Transactions transactions,
        CallFrames frames,
        PersistenceContexts contexts,
        BiPredicate<Method, Class<?>> transactional,
        BiConsumer<Admission, @Nullable Object> admissions,
        HeldLocks heldLocks,
        SubscriberTransactions subscribers,
        CarriedScopes carried) {

    boolean hasKeyFunction(String cache) {
        return engine.keys().hasFunction(cache);
    }
}
