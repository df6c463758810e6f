package dev.cachekit.spring.aop.annotated;

import dev.cachekit.InvalidConfigurationException;
import dev.cachekit.NotAvailableYetException;
import dev.cachekit.annotation.CacheAside;
import dev.cachekit.annotation.Invalidate;
import dev.cachekit.annotation.RateLimited;
import dev.cachekit.annotation.SingleFlight;
import dev.cachekit.annotation.WithLock;
import dev.cachekit.annotation.WriteThrough;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.util.List;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;

/**
 * The annotations of one method or class as Spring finds them: its own, those of its interfaces and superclasses, and all
 * that carry ours. Of one kind, those nearest to the method count and hide those farther up.
 *
 * @param all all annotations
 * @param kinds which of ours have an effect; others are not seen
 */
record MethodAnnotations(MergedAnnotations all, List<Class<? extends Annotation>> kinds) {

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

    static MethodAnnotations of(AnnotatedElement element, List<Class<? extends Annotation>> kinds) {
        return new MethodAnnotations(MergedAnnotations.from(element, SearchStrategy.TYPE_HIERARCHY), kinds);
    }

    boolean isEmpty() {
        return kinds.stream().noneMatch(this::has);
    }

    boolean has(Class<? extends Annotation> kind) {
        return kinds.contains(kind)
                && (all.isPresent(kind)
                        || kind == Invalidate.class && all.isPresent(Invalidate.List.class)
                        || kind == RateLimited.class && all.isPresent(RateLimited.List.class));
    }

    /** Returns the annotations of a kind that count, at most one unless it is repeatable. */
    <A extends Annotation> List<MergedAnnotation<A>> nearest(Class<A> kind) {
        List<MergedAnnotation<A>> found =
                kinds.contains(kind) ? all.stream(kind).toList() : List.of();
        int nearest = found.stream()
                .mapToInt(MergedAnnotation::getAggregateIndex)
                .min()
                .orElse(0);
        return found.stream()
                .filter(annotation -> annotation.getAggregateIndex() == nearest)
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
