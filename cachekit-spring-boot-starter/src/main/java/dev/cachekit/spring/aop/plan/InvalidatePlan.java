package dev.cachekit.spring.aop.plan;

import dev.cachekit.InvalidConfigurationException;
import dev.cachekit.annotation.Phase;
import dev.cachekit.key.GlobText;
import dev.cachekit.operation.InvalidateOperation;
import dev.cachekit.recovery.Removal;
import dev.cachekit.spring.aop.expression.CallExpression;
import dev.cachekit.spring.aop.plan.CacheUse.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Plans {@code @Invalidate}.
 *
 * @param site the method
 */
record InvalidatePlan(PlanSite site) {

    Effect effect(InvalidateOperation operation) {
        MethodExpressions expressions = site.expressions(operation.where());
        InvalidateTarget target = target(operation, expressions);
        if (operation.phase() != Phase.AFTER_COMMIT && target.needsResult()) {
            throw neededBefore(operation);
        }
        OneKey key = target instanceof InvalidateTarget.ByKeys keys ? keys.seen() : null;
        site.use(Kind.REMOVE, operation, key, operation.tags());
        if (operation.phase() == Phase.TWO_PHASE) {
            return twoPhase(operation, expressions, target);
        }
        return new InvalidateEffect(
                operation,
                expressions.condition(operation.condition()),
                target,
                site.engine().strategies().invalidator(),
                news(operation));
    }

    private static InvalidConfigurationException neededBefore(InvalidateOperation operation) {
        boolean byTags = !operation.tags().isEmpty();
        String given = byTags ? String.join("\", \"", operation.tags()) : operation.key() + operation.keys();
        return new InvalidConfigurationException(
                operation.where(),
                "\"" + given + "\"",
                "with phase = " + operation.phase() + (byTags ? " tags are" : " the key is")
                        + " needed before the method's end and cannot use #result",
                "use the parameters, or phase = AFTER_COMMIT");
    }

    private Effect twoPhase(InvalidateOperation operation, MethodExpressions expressions, InvalidateTarget target) {
        if (!(target instanceof InvalidateTarget.ByKeys keys)) {
            throw new InvalidConfigurationException(
                    operation.where(),
                    "phase = TWO_PHASE without key",
                    "only keys can be announced before the commit",
                    "give key or keys, or use phase = AFTER_COMMIT");
        }
        return new TwoPhaseEffect(
                expressions.condition(operation.condition()),
                keys,
                site.engine().strategies(),
                opensTransaction(),
                news(operation));
    }

    /** One of a publisher or a coroutine is not its thread's. */
    private boolean opensTransaction() {
        return site.shape().content().reactive() == null
                && site.parts()
                        .transactional()
                        .test(site.method().method(), site.method().beanClass());
    }

    private @Nullable InvalidationNews news(InvalidateOperation operation) {
        return operation.notifyTopic().isEmpty()
                ? null
                : new InvalidationNews(
                        operation.notifyTopic(), site.engine().backend().channel());
    }

    private InvalidateTarget target(InvalidateOperation operation, MethodExpressions expressions) {
        KeyTexts texts = site.texts(operation.name());
        if (operation.all()) {
            return new InvalidateTarget.Same(new Removal.Clear(texts.space()));
        }
        if (!operation.pattern().isEmpty()) {
            String glob = GlobText.of(operation.where(), operation.pattern());
            return new InvalidateTarget.Same(new Removal.Pattern(texts.space(), glob));
        }
        if (!operation.tags().isEmpty()) {
            return new InvalidateTarget.ByTags(texts.space(), TagExpressions.of(expressions, operation.tags()));
        }
        if (!operation.keys().isEmpty()) {
            CallExpression each = expressions.after("keys", operation.keys());
            return new InvalidateTarget.ByKeys(texts, new ManyKeys.Each(operation.where(), each));
        }
        OneKey key = site.checked(expressions, operation.name(), expressions.keyAfter(operation.key()));
        return new InvalidateTarget.ByKeys(texts, new ManyKeys.One(key));
    }
}
