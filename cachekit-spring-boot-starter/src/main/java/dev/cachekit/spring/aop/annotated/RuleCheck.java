package dev.cachekit.spring.aop.annotated;

import dev.cachekit.annotation.CacheAside;
import dev.cachekit.annotation.Invalidate;
import dev.cachekit.annotation.RateLimited;
import dev.cachekit.annotation.SingleFlight;
import dev.cachekit.annotation.WithLock;
import dev.cachekit.annotation.WriteThrough;
import dev.cachekit.spring.aop.rule.Rule;
import dev.cachekit.spring.aop.rule.Rules;
import java.lang.annotation.Annotation;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.springframework.core.annotation.MergedAnnotation;

/** Finds the mistakes in rules that show without a method, so that a rule which matches none is checked as well. */
final class RuleCheck {

    private static final String SOME_METHOD = "Class.method";

    private static final Map<Class<? extends Annotation>, Consumer<AttributeText>> READERS = Map.of(
            CacheAside.class,
            text -> OperationReader.cacheAside(text, SOME_METHOD),
            WriteThrough.class,
            OperationReader::writeThrough,
            Invalidate.class,
            OperationReader::invalidate,
            RateLimited.class,
            text -> new RateLimitAttributes(text).operation(),
            WithLock.class,
            text -> new LockAttributes(text).operation(),
            SingleFlight.class,
            text -> OperationReader.singleFlight(text, SOME_METHOD));

    private RuleCheck() {}

    static void check(Rules rules) {
        rules.all().stream().flatMap(rule -> rule.annotations().stream()).forEach(RuleCheck::check);
    }

    private static void check(MergedAnnotation<?> annotation) {
        Consumer<AttributeText> reader = READERS.get(annotation.getType());
        if (reader != null) {
            reader.accept(new AttributeText(Rule.placeOf(annotation).property(), annotation, UnaryOperator.identity()));
        }
    }
}
