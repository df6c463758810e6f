package dev.cachekit.spring.aop.plan;

import dev.cachekit.spring.aop.annotated.AnnotatedMethod;
import java.util.List;

/**
 * What happens around one method of one bean class. Immutable.
 *
 * @param method the method
 * @param entrance where its calls enter
 * @param uses what it does with caches
 * @param checks what can only be checked when all methods are planned
 */
record MethodPlan(AnnotatedMethod method, Entrance entrance, List<CacheUse> uses, List<Runnable> checks) {

    MethodPlan {
        checks = List.copyOf(checks);
        uses = List.copyOf(uses);
    }
}
