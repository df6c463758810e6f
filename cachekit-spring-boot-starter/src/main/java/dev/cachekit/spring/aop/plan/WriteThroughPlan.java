package dev.cachekit.spring.aop.plan;

import dev.cachekit.operation.WriteThroughOperation;
import dev.cachekit.spring.aop.expression.CallExpression;
import dev.cachekit.spring.aop.plan.CacheUse.Kind;
import java.lang.reflect.Type;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;

/**
 * Plans {@code @WriteThrough}.
 *
 * @param site the method
 */
record WriteThroughPlan(PlanSite site) {

    Effect effect(WriteThroughOperation operation) {
        MethodExpressions expressions = site.expressions(operation.where());
        CallExpression userKeys = operation.keys().isEmpty() ? null : expressions.after("keys", operation.keys());
        OneKey key = userKeys != null
                ? null
                : site.checked(expressions, operation.name(), expressions.keyAfter(operation.key()));
        CallExpression entry = expressions.after("entry", operation.entry());
        Type type = writtenType(operation, entry, userKeys != null);
        WrittenEntries entries = new WrittenEntries(
                operation,
                entry,
                version(operation, expressions),
                expressions.lifetime(operation.unless(), operation.ttlExpression(), operation.nullTtlExpression()),
                TagExpressions.of(expressions, operation.tags()),
                userKeys);
        ManyKeys keys = keys(operation, key, userKeys);
        site.use(Kind.WRITE, operation, keys.seen(), operation.tags());
        return new WriteThroughEffect(
                expressions.condition(operation.condition()),
                keys,
                site.texts(operation.name()),
                entries,
                site.region(operation.where(), operation.name(), type),
                site.engine().strategies());
    }

    private @Nullable CallExpression version(WriteThroughOperation operation, MethodExpressions expressions) {
        String text = operation.version();
        return text.isEmpty()
                ? null
                : VersionNumber.checked(
                        operation.where(),
                        text,
                        expressions.after("version", text),
                        site.method().beanClass());
    }

    private static ManyKeys keys(WriteThroughOperation operation, @Nullable OneKey key, @Nullable CallExpression each) {
        return each != null
                ? new ManyKeys.Each(operation.where(), each)
                : new ManyKeys.One(Objects.requireNonNull(key, operation.where()));
    }

    /** What the declarations do not show, another annotation on the same cache may. */
    private Type writtenType(WriteThroughOperation operation, CallExpression entry, boolean several) {
        ResolvableType declared = entry.type().orElse(null);
        ResolvableType type = declared != null && several ? ValueType.element(declared) : declared;
        if (type != null) {
            return ValueType.of(type, site.method().beanClass());
        }
        Type known = site.engine().regions().types().get(operation.name());
        if (known == null) {
            throw ValueType.unknown(operation.where(), "\"" + operation.entry() + "\"");
        }
        return known;
    }
}
