package dev.cachekit.spring.aop.plan;

import dev.cachekit.InvalidConfigurationException;
import dev.cachekit.cache.CacheRegions;
import dev.cachekit.operation.SingleFlightOperation;
import dev.cachekit.spring.aop.finding.Finding;
import dev.cachekit.spring.aop.finding.FindingKind;
import dev.cachekit.spring.aop.finding.Findings;
import dev.cachekit.spring.aop.plan.CacheUse.Kind;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Checks all annotations of an application against each other.
 *
 * @param plans the plans of all annotated methods
 * @param parts what they were made with
 * @param findings is told of what is no mistake, but hardly meant
 */
record PlanAudit(List<MethodPlan> plans, PlanParts parts, Findings findings) {

    private static final Duration LONG = Duration.ofHours(1);

    void check() {
        Map<String, List<CacheUse>> byCache = plans.stream()
                .flatMap(plan -> plan.uses().stream())
                .collect(Collectors.groupingBy(CacheUse::cache, TreeMap::new, Collectors.toList()));
        byCache.forEach((cache, uses) -> {
            new KeyAudit(cache, uses, parts.hasKeyFunction(cache)).check(findings);
            lookAtLifetime(cache, uses);
            TagAudit.of(cache, uses).tell(findings);
        });
        checkFlights();
        plans.forEach(plan -> plan.checks().forEach(Runnable::run));
    }

    private void lookAtLifetime(String cache, List<CacheUse> uses) {
        CacheRegions regions = parts.engine().regions();
        if (uses.stream().allMatch(use -> use.is(Kind.REMOVE))) {
            if (regions.find(cache).isEmpty()) {
                findings.add(neverFilled(cache, uses.get(0)));
            }
            return;
        }
        boolean kept = uses.stream().anyMatch(use -> !use.is(Kind.READ));
        if (!kept && regions.settings(cache).ttl().duration().compareTo(LONG) > 0) {
            findings.add(new Finding(
                    FindingKind.NEVER_INVALIDATED,
                    "Cache " + cache,
                    "what is kept for long should be removed when its data changes, but it is filled by "
                            + uses.get(0).where() + " and never invalidated, so a change shows after "
                            + regions.settings(cache).ttl() + " at the latest; invalidate it, or leave it if that is"
                            + " soon enough"));
        }
    }

    private static Finding neverFilled(String cache, CacheUse removal) {
        return new Finding(
                FindingKind.NEVER_FILLED,
                "Cache " + cache,
                "what is invalidated should be filled, but " + removal.where()
                        + " removes from it and no annotated method fills it; correct the name, or leave it if a bean fills"
                        + " it later by Cache or @Cacheable");
    }

    /** A flight's name belongs to one method, hence to one type of result. */
    private void checkFlights() {
        Map<String, SingleFlightOperation> first = new HashMap<>();
        Map<String, Method> methods = new HashMap<>();
        for (MethodPlan plan : plans) {
            plan.method().operations(SingleFlightOperation.class).forEach(flight -> {
                SingleFlightOperation other = first.putIfAbsent(flight.name(), flight);
                Method owner = methods.putIfAbsent(flight.name(), plan.method().method());
                if (other != null && !plan.method().method().equals(owner)) {
                    throw new InvalidConfigurationException(
                            flight.where(),
                            "\"" + flight.name() + "\"",
                            "the name of a flight belongs to one method, and " + other.where() + " has it",
                            "give it another name");
                }
            });
        }
    }
}
