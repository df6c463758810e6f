package dev.cachekit.spring.aop.rule;

import dev.cachekit.InvalidConfigurationException;
import dev.cachekit.annotation.CacheAside;
import dev.cachekit.annotation.Invalidate;
import dev.cachekit.annotation.RateLimited;
import dev.cachekit.annotation.SingleFlight;
import dev.cachekit.annotation.WithLock;
import dev.cachekit.annotation.WriteThrough;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.env.Environment;

/**
 * Reads {@code cachekit.rules}, long before properties become beans: the first bean that is made may be one that a rule means.
 *
 * @param placeholders resolves <code>${...}</code>; throws IllegalArgumentException if it cannot
 */
record RuleReader(UnaryOperator<String> placeholders) {

    static final String PROPERTY = "cachekit.rules";

    private static final String POINTCUT = "pointcut";

    private static final Map<String, Class<? extends Annotation>> KINDS = Map.of(
            "cacheaside",
            CacheAside.class,
            "writethrough",
            WriteThrough.class,
            "invalidate",
            Invalidate.class,
            "ratelimited",
            RateLimited.class,
            "withlock",
            WithLock.class,
            "singleflight",
            SingleFlight.class);

    private static final Bindable<List<Map<String, Object>>> RULES = Bindable.of(ResolvableType.forClassWithGenerics(
            List.class, ResolvableType.forClassWithGenerics(Map.class, String.class, Object.class)));

    /** Placeholders stay as they are, so that one without a value can be told with its place. */
    List<Rule> read(Environment environment) {
        List<Map<String, Object>> found = new Binder(ConfigurationPropertySources.get(environment))
                .bind(PROPERTY, RULES)
                .orElse(List.of());
        List<Rule> rules = new ArrayList<>();
        for (Map<String, Object> rule : found) {
            rules.add(rule(PROPERTY + "[" + rules.size() + "]", rule));
        }
        return rules;
    }

    private Rule rule(String where, Map<String, Object> written) {
        String pointcut = "";
        Map<Class<? extends Annotation>, Map<Object, Object>> groups = new LinkedHashMap<>();
        for (Map.Entry<String, Object> part : written.entrySet()) {
            if (RuleAttributes.plain(part.getKey()).equals(POINTCUT)) {
                pointcut = RuleAttributes.text(where + "." + POINTCUT, part.getValue(), placeholders);
            } else {
                Class<? extends Annotation> kind = kind(where, part.getKey());
                group(property(where, kind), part.getValue())
                        .forEach(groups.computeIfAbsent(kind, first -> new LinkedHashMap<>())::putIfAbsent);
            }
        }
        List<MergedAnnotation<?>> annotations = new ArrayList<>();
        groups.forEach((kind, attributes) ->
                annotations.add(new RuleAttributes<>(kind, property(where, kind), placeholders).read(attributes)));
        check(where, pointcut, annotations);
        return new Rule(where, RulePointcut.parse(where + "." + POINTCUT, pointcut), annotations);
    }

    private static void check(String where, String pointcut, List<MergedAnnotation<?>> annotations) {
        if (pointcut.isEmpty()) {
            throw new InvalidConfigurationException(
                    where + "." + POINTCUT,
                    "empty",
                    "a rule must say which methods it means",
                    "write for example \"execution(* com.acme.Catalog.find*(..))\"");
        }
        if (annotations.isEmpty()) {
            throw new InvalidConfigurationException(
                    where, "only a pointcut", "a rule must give at least one operation", "add one of " + known());
        }
    }

    private static Class<? extends Annotation> kind(String where, String name) {
        Class<? extends Annotation> kind = KINDS.get(RuleAttributes.plain(name));
        if (kind == null) {
            throw new InvalidConfigurationException(
                    where + "." + name,
                    "unknown",
                    "a rule has a pointcut and operations",
                    "use pointcut or one of " + known());
        }
        return kind;
    }

    private static String property(String where, Class<? extends Annotation> kind) {
        return where + "." + RulePlace.kebab(kind.getSimpleName());
    }

    /** An operation may be written without attributes: then there is an empty text. */
    private static Map<?, ?> group(String property, @Nullable Object attributes) {
        if (attributes instanceof Map<?, ?> group) {
            return group;
        }
        if (attributes == null || attributes.toString().isBlank()) {
            return Map.of();
        }
        throw new InvalidConfigurationException(
                property, "a single value", "an operation has attributes", "write them below it, as key: \"#id\"");
    }

    private static String known() {
        List<String> names = KINDS.values().stream()
                .map(kind -> RulePlace.kebab(kind.getSimpleName()))
                .toList();
        return String.join(", ", new TreeSet<>(names));
    }
}
