package dev.cachekit.spring.aop.plan;

import dev.cachekit.InvalidConfigurationException;
import dev.cachekit.operation.CacheAsideOperation;
import dev.cachekit.spring.aop.expression.CallExpression;
import dev.cachekit.spring.aop.plan.CacheUse.Kind;
import dev.cachekit.spring.aop.shape.Content;
import dev.cachekit.strategy.CacheRegion;
import java.lang.reflect.Type;
import org.springframework.core.ResolvableType;

/**
 * Plans {@code @CacheAside}.
 *
 * @param site the method
 */
record CacheAsidePlan(PlanSite site) implements LayerPlan {

    @Override
    public Layer around(Layer inner) {
        return LayerPlan.each(site.method().operations(CacheAsideOperation.class), inner, this::layer);
    }

    private Layer layer(CacheAsideOperation operation, Layer inner) {
        return operation.keys().isEmpty() ? single(operation, inner) : batch(operation, inner);
    }

    /** Each element has a value of the cache. */
    private Layer batch(CacheAsideOperation operation, Layer inner) {
        String where = operation.where();
        MethodExpressions expressions = site.expressions(where);
        ResolvableType result = site.shape().resultType();
        ResolvableType element = ValueType.element(result);
        if (element == null) {
            BatchResult.of(where, result, false); // most often it is no collection at all
            throw ValueType.unknown(where, result.toString());
        }
        CallExpression each = expressions.before("keys", operation.keys());
        MethodExpressions ofElements = expressions.ofElements(element);
        CacheAsideBatchLayer.Said said = new CacheAsideBatchLayer.Said(
                expressions.condition(operation.condition()),
                BatchArgument.of(where, operation.keys(), each, site.shape()),
                site.texts(operation.name()),
                result(operation, ofElements),
                ofElements.lifetime(operation.unless(), operation.ttlExpression(), operation.nullTtlExpression()),
                TagExpressions.of(ofElements, operation.tags()));
        site.use(Kind.READ, operation, OneKey.ofEach(each), operation.tags());
        return new CacheAsideBatchLayer(
                said,
                site.region(
                        where,
                        operation.name(),
                        ValueType.of(element, site.method().beanClass())),
                site.engine().strategies().reader(),
                site.parts().contexts(),
                inner);
    }

    private BatchResult result(CacheAsideOperation operation, MethodExpressions ofElements) {
        String where = operation.where();
        ResolvableType declared = site.shape().resultType();
        if (operation.key().isEmpty()) {
            return BatchResult.of(where, declared, site.shape().content().carrier() == Content.Carrier.MANY);
        }
        CallExpression key = ofElements.after("key", operation.key());
        if (!key.needsResult()) {
            throw new InvalidConfigurationException(
                    where,
                    "key = \"" + operation.key() + "\", keys = \"" + operation.keys() + "\"",
                    "key and keys exclude each other, unless key is that of a returned element",
                    "give key for one key, keys for one per element, or a key of #result");
        }
        return BatchResult.of(where, declared, key, site.texts(operation.name()));
    }

    private Layer single(CacheAsideOperation operation, Layer inner) {
        MethodExpressions expressions = site.expressions(operation.where());
        OneKey key = site.checked(expressions, operation.name(), expressions.keyBefore(operation.key()));
        Type type = ValueType.of(site.shape().resultType(), site.method().beanClass());
        CacheRegion<Object> region = site.region(operation.where(), operation.name(), type);
        CacheAsideLayer.Parts said = new CacheAsideLayer.Parts(
                expressions.condition(operation.condition()),
                callKey(operation.name(), key, region),
                expressions.lifetime(operation.unless(), operation.ttlExpression(), operation.nullTtlExpression()),
                TagExpressions.of(expressions, operation.tags()),
                site.shape().contextPosition());
        site.use(Kind.READ, operation, key, operation.tags());
        return new CacheAsideLayer(
                said, region, site.engine().strategies().reader(), site.parts().contexts(), inner);
    }

    /** What a key function makes of a key may change from call to call. */
    private CallKey callKey(String cache, OneKey key, CacheRegion<Object> region) {
        KeyMemory memory = site.parts().hasKeyFunction(cache)
                ? null
                : KeyMemory.of(key, site.shape(), region.settings().near());
        return new CallKey(key, site.texts(cache), memory);
    }
}
