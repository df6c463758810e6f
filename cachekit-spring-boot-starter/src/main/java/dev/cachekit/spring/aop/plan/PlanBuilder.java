package dev.cachekit.spring.aop.plan;

import dev.cachekit.CacheKitException;
import dev.cachekit.InvalidConfigurationException;
import dev.cachekit.NotAvailableYetException;
import dev.cachekit.annotation.FlightScope;
import dev.cachekit.annotation.Phase;
import dev.cachekit.key.GlobText;
import dev.cachekit.key.KeyText;
import dev.cachekit.operation.CacheAsideOperation;
import dev.cachekit.operation.InvalidateOperation;
import dev.cachekit.operation.Operation;
import dev.cachekit.operation.SingleFlightOperation;
import dev.cachekit.operation.WriteThroughOperation;
import dev.cachekit.recovery.Removal;
import dev.cachekit.spring.aop.annotated.AnnotatedMethod;
import dev.cachekit.spring.aop.expression.CallExpression;
import dev.cachekit.spring.aop.expression.MethodShape;
import dev.cachekit.spring.aop.plan.CacheUse.Kind;
import dev.cachekit.strategy.CacheRegion;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;

/** Puts the layers around one method. For one use. */
final class PlanBuilder {

    private final PlanParts parts;
    private final AnnotatedMethod method;
    private final MethodShape shape;
    private final ResultShape result;
    private final List<CacheUse> uses = new ArrayList<>();

    PlanBuilder(PlanParts parts, AnnotatedMethod method) {
        this.parts = parts;
        this.method = method;
        this.shape = MethodShape.of(method.method(), method.beanClass());
        this.result = ResultShape.of(method.method().getReturnType());
    }

    /** Builds from the inside: the effects stand nearest to the method. */
    MethodPlan build() {
        ReturnShapes.check(method);
        List<Effect> effects = new ArrayList<>();
        method.operations(WriteThroughOperation.class).forEach(operation -> effects.add(writeThrough(operation)));
        method.operations(InvalidateOperation.class).forEach(operation -> effects.add(invalidate(operation)));
        Layer layers = Call::proceed;
        if (!effects.isEmpty()) {
            layers = new EffectsLayer(
                    effects, parts.engine().strategies(), parts.transactions(), parts.frames(), result, layers);
        }
        for (SingleFlightOperation operation :
                method.operations(SingleFlightOperation.class).toList()) {
            layers = singleFlight(operation, layers);
        }
        for (CacheAsideOperation operation :
                method.operations(CacheAsideOperation.class).toList()) {
            layers = cacheAside(operation, layers);
        }
        return new MethodPlan(method, layers, uses);
    }

    private Layer cacheAside(CacheAsideOperation operation, Layer inner) {
        MethodExpressions expressions = expressions(operation.where());
        OneKey key = checked(expressions, operation.name(), expressions.keyBefore(operation.key()));
        Type type = ValueType.of(shape.returnType(), method.beanClass());
        CacheAsideLayer.Parts said = new CacheAsideLayer.Parts(
                expressions.condition(operation.condition()),
                key,
                texts(operation.name()),
                expressions.lifetime(operation.unless(), operation.ttlExpression(), operation.nullTtlExpression()),
                TagExpressions.of(expressions, operation.tags()),
                result);
        use(Kind.READ, operation, key, operation.tags());
        return new CacheAsideLayer(
                said,
                region(operation.where(), operation.name(), type),
                parts.engine().strategies().reader(),
                parts.contexts(),
                inner);
    }

    private Layer singleFlight(SingleFlightOperation operation, Layer inner) {
        if (operation.scope() == FlightScope.CLUSTER && parts.engine().backend().isShared()) {
            throw new NotAvailableYetException(operation.where(), "scope = CLUSTER", "set scope = LOCAL");
        }
        MethodExpressions expressions = expressions(operation.where());
        OneKey key = expressions.keyBefore(operation.key());
        expressions.checkTypes(key.partTypes());
        return new SingleFlightLayer(
                operation, key, KeyText.at(operation.where()), parts.engine().singleFlights(), inner);
    }

    private Effect writeThrough(WriteThroughOperation operation) {
        MethodExpressions expressions = expressions(operation.where());
        CallExpression userKeys = operation.keys().isEmpty() ? null : expressions.after("keys", operation.keys());
        OneKey key =
                userKeys != null ? null : checked(expressions, operation.name(), expressions.keyAfter(operation.key()));
        CallExpression entry = expressions.after("entry", operation.entry());
        Type type = writtenType(operation, entry, userKeys != null);
        WrittenEntries entries = new WrittenEntries(
                operation,
                entry,
                version(operation, expressions),
                expressions.lifetime(operation.unless(), operation.ttlExpression(), operation.nullTtlExpression()),
                TagExpressions.of(expressions, operation.tags()),
                userKeys);
        use(Kind.WRITE, operation, key, operation.tags());
        return new WriteThroughEffect(
                expressions.condition(operation.condition()),
                keys(operation, key, userKeys),
                texts(operation.name()),
                entries,
                region(operation.where(), operation.name(), type),
                parts.engine().strategies());
    }

    private @Nullable CallExpression version(WriteThroughOperation operation, MethodExpressions expressions) {
        String text = operation.version();
        return text.isEmpty()
                ? null
                : VersionNumber.checked(
                        operation.where(), text, expressions.after("version", text), method.beanClass());
    }

    private static ManyKeys keys(WriteThroughOperation operation, @Nullable OneKey key, @Nullable CallExpression each) {
        return each != null
                ? new ManyKeys.Each(operation.where(), each)
                : new ManyKeys.One(Objects.requireNonNull(key, operation.where()));
    }

    private Effect invalidate(InvalidateOperation operation) {
        MethodExpressions expressions = expressions(operation.where());
        InvalidateTarget target = target(operation, expressions);
        if (operation.phase() != Phase.AFTER_COMMIT && target.needsResult()) {
            throw neededBefore(operation);
        }
        OneKey key = target instanceof InvalidateTarget.ByKeys keys ? keys.one() : null;
        use(Kind.REMOVE, operation, key, operation.tags());
        if (operation.phase() == Phase.TWO_PHASE) {
            return twoPhase(operation, expressions, target);
        }
        return new InvalidateEffect(
                operation,
                expressions.condition(operation.condition()),
                target,
                parts.engine().strategies().invalidator(),
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
                parts.engine().strategies(),
                parts.transactional().test(method.method(), method.beanClass()),
                news(operation));
    }

    private @Nullable InvalidationNews news(InvalidateOperation operation) {
        return operation.notifyTopic().isEmpty()
                ? null
                : new InvalidationNews(
                        operation.notifyTopic(), parts.engine().backend().channel());
    }

    private InvalidateTarget target(InvalidateOperation operation, MethodExpressions expressions) {
        KeyTexts texts = texts(operation.name());
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
        OneKey key = checked(expressions, operation.name(), expressions.keyAfter(operation.key()));
        return new InvalidateTarget.ByKeys(texts, new ManyKeys.One(key));
    }

    /** What the declarations do not show, another annotation on the same cache may. */
    private Type writtenType(WriteThroughOperation operation, CallExpression entry, boolean several) {
        ResolvableType declared = entry.type().orElse(null);
        ResolvableType type = declared != null && several ? ValueType.element(declared) : declared;
        if (type != null) {
            return ValueType.of(type, method.beanClass());
        }
        Type known = parts.engine().regions().types().get(operation.name());
        if (known == null) {
            throw ValueType.unknown(operation.where(), "\"" + operation.entry() + "\"");
        }
        return known;
    }

    private OneKey checked(MethodExpressions expressions, String cache, OneKey key) {
        if (!parts.hasKeyFunction(cache)) {
            expressions.checkTypes(key.partTypes());
        }
        return key;
    }

    private CacheRegion<Object> region(String where, String cache, Type type) {
        try {
            return parts.engine().regions().region(cache, type);
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

    private void use(Kind kind, Operation operation, @Nullable OneKey key, List<String> tags) {
        uses.add(new CacheUse(kind, operation.where(), operation.name(), method.method(), key, !tags.isEmpty()));
    }

    private KeyTexts texts(String cache) {
        return KeyTexts.of(cache, parts.engine().keys());
    }

    private MethodExpressions expressions(String where) {
        return new MethodExpressions(where, shape, parts.expressions());
    }
}
