package dev.cachekit.spring.aop.plan;

import dev.cachekit.InvalidConfigurationException;
import dev.cachekit.cache.CacheRegions;
import dev.cachekit.operation.SingleFlightOperation;
import dev.cachekit.spring.aop.expression.MethodShape;
import dev.cachekit.spring.aop.finding.Finding;
import dev.cachekit.spring.aop.finding.FindingKind;
import dev.cachekit.spring.aop.finding.Findings;
import dev.cachekit.spring.aop.plan.CacheUse.Kind;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ClassUtils;

/**
 * Checks all annotations of an application against each other.
 *
 * @param plans the plans of all annotated methods
 * @param regions the caches
 * @param findings is told of what is no mistake, but hardly meant
 */
record PlanAudit(List<MethodPlan> plans, CacheRegions regions, Findings findings) {

    private static final Duration LONG = Duration.ofHours(1);

    void check() {
        Map<String, List<CacheUse>> byCache = plans.stream()
                .flatMap(plan -> plan.uses().stream())
                .collect(Collectors.groupingBy(CacheUse::cache, TreeMap::new, Collectors.toList()));
        byCache.forEach((cache, uses) -> {
            List<CacheUse> readers = only(Kind.READ, uses);
            checkDefaultKeys(readers);
            only(Kind.REMOVE, uses).forEach(removal -> checkRemoval(removal, readers));
            notice(cache, uses);
            TagAudit.of(cache, uses).tell(findings);
        });
        checkFlights();
        plans.forEach(plan -> plan.checks().forEach(Runnable::run));
    }

    private static void checkDefaultKeys(List<CacheUse> readers) {
        CacheUse first = null;
        for (CacheUse reader : readers) {
            if (reader.key() == null || !reader.key().isDefault()) {
                continue;
            }
            if (first == null) {
                first = reader;
            } else if (!reader.method().equals(first.method())) {
                throw new InvalidConfigurationException(
                        reader.where(),
                        "no key, as on " + first.where(),
                        "two methods that read cache " + reader.cache() + " must not both use the default key",
                        "give a key, or a cache of its own");
            }
        }
    }

    private static void checkRemoval(CacheUse removal, List<CacheUse> readers) {
        OneKey key = removal.key();
        if (key == null) {
            return;
        }
        if (key.isDefault()) {
            checkDefaultRemoval(removal, readers);
            return;
        }
        boolean hopeless = !readers.isEmpty()
                && readers.stream().allMatch(reader -> reader.key() != null && !KeyKinds.mayMatch(key, reader.key()));
        if (hopeless) {
            throw new InvalidConfigurationException(
                    removal.where(),
                    "a key of " + parts(key),
                    "the key must be able to match one that is read, as by "
                            + readers.get(0).where() + " with a key of "
                            + parts(readers.get(0).key()),
                    "use the same key on both, or keys for several keys");
        }
    }

    private static void checkDefaultRemoval(CacheUse removal, List<CacheUse> readers) {
        boolean matched = readers.stream()
                .anyMatch(reader -> reader.key() != null
                        && reader.key().isDefault()
                        && Arrays.equals(boxed(reader.method()), boxed(removal.method())));
        if (!matched) {
            throw new InvalidConfigurationException(
                    removal.where(),
                    "no key",
                    "without key, keys, tags, pattern or all its parameters must be those of a method that reads cache "
                            + removal.cache() + " with the default key",
                    "set key, for example key = \"#id\"");
        }
    }

    private void notice(String cache, List<CacheUse> uses) {
        boolean kept = uses.stream().anyMatch(use -> !use.is(Kind.READ));
        Duration ttl = regions.settings(cache).ttl().duration();
        if (!kept && ttl.compareTo(LONG) > 0) {
            findings.add(new Finding(
                    FindingKind.NEVER_INVALIDATED,
                    "Cache " + cache,
                    "what is kept for long should be removed when its data changes, but "
                            + uses.get(0).where()
                            + " fills it and nothing removes from it; a change shows after "
                            + regions.settings(cache).ttl() + " at the latest, so invalidate it, or leave it so if"
                            + " that is soon enough"));
        }
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

    private static Class<?>[] boxed(Method method) {
        Class<?>[] types = method.getParameterTypes();
        return MethodShape.keyPositions(method).stream()
                .map(position -> types[position])
                .map(ClassUtils::resolvePrimitiveIfNecessary)
                .toArray(Class<?>[]::new);
    }

    private static String parts(@Nullable OneKey key) {
        return key == null
                ? "any type"
                : key.partTypes().stream()
                        .map(type -> type.map(String::valueOf).orElse("any type"))
                        .collect(Collectors.joining(", ", "(", ")"));
    }

    private static List<CacheUse> only(Kind kind, List<CacheUse> uses) {
        return uses.stream().filter(use -> use.is(kind)).toList();
    }
}
