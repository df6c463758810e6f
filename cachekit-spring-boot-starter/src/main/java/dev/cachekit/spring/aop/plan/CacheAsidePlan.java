package dev.cachekit.spring.aop.plan;

import dev.cachekit.operation.CacheAsideOperation;
import dev.cachekit.spring.aop.plan.CacheUse.Kind;
import java.lang.reflect.Type;

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
        MethodExpressions expressions = site.expressions(operation.where());
        OneKey key = site.checked(expressions, operation.name(), expressions.keyBefore(operation.key()));
        Type type = ValueType.of(site.shape().resultType(), site.method().beanClass());
        CacheAsideLayer.Parts said = new CacheAsideLayer.Parts(
                expressions.condition(operation.condition()),
                key,
                site.texts(operation.name()),
                expressions.lifetime(operation.unless(), operation.ttlExpression(), operation.nullTtlExpression()),
                TagExpressions.of(expressions, operation.tags()));
        site.use(Kind.READ, operation, key, operation.tags());
        return new CacheAsideLayer(
                said,
                site.region(operation.where(), operation.name(), type),
                site.engine().strategies().reader(),
                site.parts().contexts(),
                inner);
    }
}
