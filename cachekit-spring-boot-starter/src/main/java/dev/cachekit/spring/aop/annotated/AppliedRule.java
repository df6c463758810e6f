package dev.cachekit.spring.aop.annotated;

import dev.cachekit.spring.aop.rule.Rule;
import dev.cachekit.spring.aop.rule.RulePlace;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * What became of one of {@code cachekit.rules}.
 *
 * @param where its place, for example {@code cachekit.rules[0]}
 * @param pointcut its pointcut
 * @param methods the methods it matches, sorted; empty if it is without effect
 * @param overridden its operations on methods that carry an annotation of that kind themselves, for example {@code
 *     cachekit.rules[0].cache-aside on Catalog#find(long)}
 */
public record AppliedRule(String where, String pointcut, List<String> methods, List<String> overridden) {

    /** Takes copies. */
    public AppliedRule {
        methods = List.copyOf(methods);
        overridden = List.copyOf(overridden);
    }

    /** Empty if none of its operations has an effect in this application. */
    static Optional<AppliedRule> of(
            Rule rule, List<Class<? extends Annotation>> kinds, Collection<AnnotatedMethod> methods) {
        List<RulePlace> places = rule.annotations().stream()
                .filter(annotation -> kinds.contains(annotation.getType()))
                .map(Rule::placeOf)
                .toList();
        return places.isEmpty() ? Optional.empty() : Optional.of(at(places, rule, methods));
    }

    private static AppliedRule at(List<RulePlace> places, Rule rule, Collection<AnnotatedMethod> methods) {
        List<String> matched = new ArrayList<>();
        List<String> overridden = new ArrayList<>();
        for (AnnotatedMethod method : methods) {
            if (rule.matches(method.method(), method.beanClass())) {
                matched.add(method.toString());
                places.stream()
                        .filter(place -> isOverridden(place, method))
                        .forEach(place -> overridden.add(place.on(method.toString())));
            }
        }
        return new AppliedRule(rule.where(), rule.pointcut(), sorted(matched), sorted(overridden));
    }

    private static boolean isOverridden(RulePlace place, AnnotatedMethod method) {
        return method.operations().stream().noneMatch(operation -> place.isPlaceOf(operation.where()));
    }

    private static List<String> sorted(List<String> places) {
        return places.stream().sorted().distinct().toList();
    }
}
