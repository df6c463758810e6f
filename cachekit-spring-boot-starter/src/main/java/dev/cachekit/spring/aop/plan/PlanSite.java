package dev.cachekit.spring.aop.plan;

import dev.cachekit.CacheContext;
import dev.cachekit.CacheKitException;
import dev.cachekit.InvalidConfigurationException;
import dev.cachekit.UnsupportedKeyException;
import dev.cachekit.engine.CacheKitEngine;
import dev.cachekit.operation.Operation;
import dev.cachekit.spring.aop.annotated.AnnotatedMethod;
import dev.cachekit.spring.aop.expression.MethodShape;
import dev.cachekit.spring.aop.plan.CacheUse.Kind;
import dev.cachekit.strategy.CacheRegion;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One annotated method while its layers are put together.
 *
 * @param parts what plans are made with
 * @param method the method
 * @param shape the method as expressions see it
 * @param uses what it does with caches, noted by those who find out
 * @param checks what can only be checked when all methods are planned
 */
record PlanSite(
        PlanParts parts, AnnotatedMethod method, MethodShape shape, List<CacheUse> uses, List<Runnable> checks) {

    static PlanSite of(PlanParts parts, AnnotatedMethod method) {
        return new PlanSite(
                parts,
                method,
                MethodShape.of(method.method(), method.beanClass()),
                new ArrayList<>(),
                new ArrayList<>());
    }

    CacheKitEngine engine() {
        return parts.engine();
    }

    MethodExpressions expressions(String where) {
        return new MethodExpressions(where, shape, parts.expressions());
    }

    KeyTexts texts(String cache) {
        return KeyTexts.of(cache, engine().keys());
    }

    CacheRegion<Object> region(String where, String cache, Type type) {
        try {
            return engine().regions().region(cache, type);
        } catch (InvalidConfigurationException wrong) {
            throw new InvalidConfigurationException(
                    where, wrong.value(), wrong.where() + ": " + wrong.rule(), wrong.remedy());
        } catch (CacheKitException unreadable) {
            throw new InvalidConfigurationException(
                    where,
                    type.getTypeName(),
                    "values must be readable as declared: " + unreadable.getMessage(),
                    "declare a concrete type");
        }
    }

    /** A key function may make texts of types that have none, but not of what each load gets anew. */
    OneKey checked(MethodExpressions expressions, String cache, OneKey key) {
        if (key.isOf(CacheContext.class)) {
            throw new UnsupportedKeyException(expressions.where(), CacheContext.class);
        }
        if (!parts.hasKeyFunction(cache)) {
            expressions.checkTypes(key.partTypes());
        }
        return key;
    }

    void use(Kind kind, Operation operation, @Nullable OneKey key, List<String> tags) {
        uses.add(new CacheUse(kind, operation.where(), operation.name(), method.method(), key, tags));
    }

    /** Leaves a check for when all methods are planned. */
    void atEnd(Runnable check) {
        checks.add(check);
    }
}
