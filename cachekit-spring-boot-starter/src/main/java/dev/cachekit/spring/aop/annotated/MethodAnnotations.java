package dev.cachekit.spring.aop.annotated;

import dev.cachekit.CacheContext;
import dev.cachekit.InvalidConfigurationException;
import dev.cachekit.NotAvailableYetException;
import dev.cachekit.annotation.CacheAside;
import dev.cachekit.annotation.Invalidate;
import dev.cachekit.annotation.RateLimited;
import dev.cachekit.annotation.SingleFlight;
import dev.cachekit.annotation.WithLock;
import dev.cachekit.annotation.WriteThrough;
import dev.cachekit.spring.aop.rule.Rule;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;

/**
 * The annotations of one method or class as Spring finds them: its own, those of its interfaces and superclasses, and all
 * that carry ours. Of one kind, those nearest to the method count and hide those farther up.
 *
 * @param all all annotations
 * @param kinds which of ours have an effect; others are not seen
 * @param byRule what rules give a method, of kinds that it does not carry itself
 */
record MethodAnnotations(
        MergedAnnotations all, List<Class<? extends Annotation>> kinds, List<MergedAnnotation<?>> byRule) {

    /** All six, for a quick look at classes that cannot carry any. */
    static final List<Class<? extends Annotation>> KINDS = List.of(
            CacheAside.class,
            WriteThrough.class,
            Invalidate.class,
            RateLimited.class,
            WithLock.class,
            SingleFlight.class);

    /** Those that have an effect with all caching switched off: what coordinates does so within this process. */
    static final List<Class<? extends Annotation>> COORDINATING = List.of(RateLimited.class, WithLock.class);

    private static final Set<Class<? extends Annotation>> REPEATABLE = Set.of(Invalidate.class, RateLimited.class);

    static MethodAnnotations of(AnnotatedElement element, List<Class<? extends Annotation>> kinds) {
        return new MethodAnnotations(
                MergedAnnotations.from(element, SearchStrategy.TYPE_HIERARCHY), seenOn(element, kinds), List.of());
    }

    /** With all caching switched off a method that takes a context must still be given one. */
    private static List<Class<? extends Annotation>> seenOn(
            AnnotatedElement element, List<Class<? extends Annotation>> kinds) {
        boolean takesContext = element instanceof Method method
                && Arrays.asList(method.getParameterTypes()).contains(CacheContext.class);
        return takesContext && !kinds.contains(CacheAside.class)
                ? Stream.concat(Stream.of(CacheAside.class), kinds.stream()).toList()
                : kinds;
    }

    /** These annotations, of a class, as they count for one of its methods. */
    MethodAnnotations seenOn(Method method) {
        return new MethodAnnotations(all, seenOn(method, kinds), byRule);
    }

    /** Whether nothing is cached. */
    boolean isSwitchedOff() {
        return !kinds.contains(WriteThrough.class);
    }

    /** What the method carries itself wins over what rules give it. */
    MethodAnnotations ruledBy(List<Rule> rules, String method) {
        List<MergedAnnotation<?>> given = new ArrayList<>();
        for (Rule rule : rules) {
            rule.annotations().stream()
                    .filter(annotation -> kinds.contains(annotation.getType()) && !has(annotation.getType()))
                    .forEach(annotation -> add(given, annotation, method));
        }
        return new MethodAnnotations(all, kinds, List.copyOf(given));
    }

    private static void add(List<MergedAnnotation<?>> given, MergedAnnotation<?> next, String method) {
        for (MergedAnnotation<?> other : given) {
            if (other.getType() == next.getType() && !REPEATABLE.contains(next.getType())) {
                throw new InvalidConfigurationException(
                        Rule.placeOf(next).on(method),
                        Rule.placeOf(other).property() + " and "
                                + Rule.placeOf(next).property(),
                        "at most one rule may give a method an operation of a kind",
                        "narrow one of the pointcuts");
            }
        }
        given.add(next);
    }

    boolean isEmpty() {
        return kinds.stream().noneMatch(this::has);
    }

    boolean has(Class<? extends Annotation> kind) {
        return byRule.stream().anyMatch(annotation -> annotation.getType() == kind) || carries(kind);
    }

    private boolean carries(Class<? extends Annotation> kind) {
        return kinds.contains(kind)
                && (all.isPresent(kind)
                        || kind == Invalidate.class && all.isPresent(Invalidate.List.class)
                        || kind == RateLimited.class && all.isPresent(RateLimited.List.class));
    }

    /** Returns the annotations of a kind that count, at most one unless it is repeatable. */
    <A extends Annotation> List<MergedAnnotation<A>> nearest(Class<A> kind) {
        List<MergedAnnotation<A>> found =
                kinds.contains(kind) ? all.stream(kind).toList() : List.of();
        if (found.isEmpty()) {
            return byRule(kind);
        }
        int nearest = found.stream()
                .mapToInt(MergedAnnotation::getAggregateIndex)
                .min()
                .orElse(0);
        return found.stream()
                .filter(annotation -> annotation.getAggregateIndex() == nearest)
                .toList();
    }

    @SuppressWarnings("unchecked") // of its own type
    private <A extends Annotation> List<MergedAnnotation<A>> byRule(Class<A> kind) {
        return byRule.stream()
                .filter(annotation -> annotation.getType() == kind)
                .map(annotation -> (MergedAnnotation<A>) annotation)
                .toList();
    }

    <A extends Annotation> List<MergedAnnotation<A>> atMostOne(Class<A> kind, String where) {
        List<MergedAnnotation<A>> found = nearest(kind);
        if (found.size() > 1) {
            throw new InvalidConfigurationException(
                    where,
                    found.size() + " times",
                    "a method may carry @" + kind.getSimpleName() + " once",
                    "remove all but one, also from annotations of your own");
        }
        return found;
    }

    void refuse(Class<? extends Annotation> kind, String where) {
        if (has(kind)) {
            throw new NotAvailableYetException(where, "@" + kind.getSimpleName(), "remove the annotation until it is");
        }
    }
}
