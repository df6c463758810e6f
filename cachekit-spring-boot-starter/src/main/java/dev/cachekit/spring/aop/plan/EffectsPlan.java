package dev.cachekit.spring.aop.plan;

import dev.cachekit.operation.InvalidateOperation;
import dev.cachekit.operation.WriteThroughOperation;
import java.util.List;
import java.util.stream.Stream;

/**
 * Plans {@code @WriteThrough} and {@code @Invalidate}, which share one layer.
 *
 * @param site the method
 */
record EffectsPlan(PlanSite site) implements LayerPlan {

    @Override
    public Layer around(Layer inner) {
        List<Effect> effects = effects();
        return effects.isEmpty()
                ? inner
                : new EffectsLayer(
                        effects,
                        site.engine().strategies(),
                        site.parts().transactions(),
                        site.parts().frames(),
                        site.engine().callbacks(),
                        inner);
    }

    private List<Effect> effects() {
        Stream<Effect> writes =
                site.method().operations(WriteThroughOperation.class).map(new WriteThroughPlan(site)::effect);
        Stream<Effect> removals =
                site.method().operations(InvalidateOperation.class).map(new InvalidatePlan(site)::effect);
        return Stream.concat(writes, removals).toList();
    }
}
