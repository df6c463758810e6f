package dev.cachekit.spring.aop.rule;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Objects;
import org.springframework.core.annotation.MergedAnnotation;

/** One of {@code cachekit.rules}. Immutable. */
public final class Rule {

    private final String where;
    private final RulePointcut pointcut;
    private final List<MergedAnnotation<?>> annotations;

    Rule(String where, RulePointcut pointcut, List<MergedAnnotation<?>> annotations) {
        this.where = where;
        this.pointcut = pointcut;
        this.annotations = List.copyOf(annotations);
    }

    /**
     * Returns its place.
     *
     * @return for example {@code cachekit.rules[0]}
     */
    public String where() {
        return where;
    }

    /**
     * Returns its pointcut.
     *
     * @return the expression
     */
    public String pointcut() {
        return pointcut.toString();
    }

    /**
     * Returns the annotations it stands for. The source of each is a {@link RulePlace}.
     *
     * @return at least one, of one type each
     */
    public List<MergedAnnotation<?>> annotations() {
        return annotations;
    }

    /**
     * Tells whether it means a method.
     *
     * @param method a method that runs in beans of the class
     * @param beanClass the class
     * @return true if so
     */
    public boolean matches(Method method, Class<?> beanClass) {
        return pointcut.matches(method, beanClass);
    }

    /**
     * Returns the place of an operation.
     *
     * @param annotation one of {@link #annotations()}
     * @return its place
     */
    public static RulePlace placeOf(MergedAnnotation<? extends Annotation> annotation) {
        return (RulePlace) Objects.requireNonNull(annotation.getSource());
    }
}
