package dev.cachekit.spring.aop.plan;

import dev.cachekit.KeyFunction;
import dev.cachekit.engine.CacheKitEngine;
import dev.cachekit.spi.Transactions;
import dev.cachekit.spring.aop.expression.Expressions;
import dev.cachekit.spring.aop.transaction.CallFrames;
import dev.cachekit.spring.aop.transaction.PersistenceContexts;
import java.util.List;

/**
 * What plans are made with.
 *
 * @param engine the caches
 * @param keyFunctions make the keys of some caches
 * @param expressions compiles expressions
 * @param transactions finds transactions
 * @param frames watches transactions opened inside calls
 * @param contexts sessions that must not serve a load
 */
public record PlanParts(
        CacheKitEngine engine,
        List<KeyFunction> keyFunctions,
        Expressions expressions,
        Transactions transactions,
        CallFrames frames,
        PersistenceContexts contexts) {

    /** Takes a copy of the list. */
    public PlanParts {
        keyFunctions = List.copyOf(keyFunctions);
    }

    boolean hasKeyFunction(String cache) {
        return keyFunctions.stream().anyMatch(function -> function.appliesTo(cache));
    }
}
