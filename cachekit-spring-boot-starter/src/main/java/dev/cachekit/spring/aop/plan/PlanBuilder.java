package dev.cachekit.spring.aop.plan;

import dev.cachekit.spring.aop.annotated.AnnotatedMethod;
import java.util.List;

/** Puts the layers around one method. */
final class PlanBuilder {

    private PlanBuilder() {}

    /** Builds from the inside: the effects stand nearest to the method. */
    static MethodPlan plan(PlanParts parts, AnnotatedMethod method) {
        ReturnShapes.check(method);
        PlanSite site = PlanSite.of(parts, method);
        Layer layers = Call::proceed;
        for (LayerPlan plan : List.of(
                new EffectsPlan(site),
                new LockPlan(site),
                new SingleFlightPlan(site),
                new CacheAsidePlan(site),
                new RateLimitPlan(site))) {
            layers = plan.around(layers);
        }
        return new MethodPlan(method, layers, site.uses(), site.checks());
    }
}
