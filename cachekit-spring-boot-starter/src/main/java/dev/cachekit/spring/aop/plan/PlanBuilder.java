package dev.cachekit.spring.aop.plan;

import dev.cachekit.operation.CacheAsideOperation;
import dev.cachekit.operation.InvalidateOperation;
import dev.cachekit.operation.Operation;
import dev.cachekit.operation.SingleFlightOperation;
import dev.cachekit.operation.WriteThroughOperation;
import dev.cachekit.spring.aop.annotated.AnnotatedMethod;
import dev.cachekit.spring.aop.shape.DirectShape;
import dev.cachekit.spring.aop.shape.ReturnShape;
import java.util.List;
import java.util.stream.Stream;

/** Puts the layers around one method. */
final class PlanBuilder {

    private PlanBuilder() {}

    /** Builds from the inside: the effects stand nearest to the method. */
    static MethodPlan plan(PlanParts parts, AnnotatedMethod method) {
        PlanSite site = PlanSite.of(parts, method);
        ReturnShapes.check(site);
        Layer layers = Call::proceed;
        for (LayerPlan plan : List.of(
                new EffectsPlan(site),
                new LockPlan(site),
                new SingleFlightPlan(site),
                new CacheAsidePlan(site),
                new RateLimitPlan(site))) {
            layers = plan.around(layers);
        }
        return new MethodPlan(method, entrance(site, layers), site.uses(), site.checks());
    }

    private static Entrance entrance(PlanSite site, Layer layers) {
        ReturnShape shape = site.shape().content().shape(keepsContent(site));
        if (!(shape instanceof DirectShape plain)) {
            return new LaterEntrance(shape, layers, site.parts());
        }
        DirectEntrance direct = new DirectEntrance(plain, layers);
        return layers instanceof CacheAsideLayer near ? NearEntrance.of(direct, near) : direct;
    }

    /** Whether anybody needs all elements of many together; else they pass one by one. */
    private static boolean keepsContent(PlanSite site) {
        return site.method().operations().stream().anyMatch(operation -> keepsContent(site, operation));
    }

    private static boolean keepsContent(PlanSite site, Operation operation) {
        return operation instanceof CacheAsideOperation
                || operation instanceof WriteThroughOperation
                || operation instanceof SingleFlightOperation
                || operation instanceof InvalidateOperation removal && needsResult(site, removal);
    }

    private static boolean needsResult(PlanSite site, InvalidateOperation removal) {
        MethodExpressions expressions = site.expressions(removal.where());
        return Stream.concat(Stream.of(removal.key(), removal.keys()), removal.tags().stream())
                .filter(text -> !text.isEmpty())
                .anyMatch(text -> expressions.after("keys", text).needsResult());
    }
}
