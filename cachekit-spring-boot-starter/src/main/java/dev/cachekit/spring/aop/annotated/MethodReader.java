package dev.cachekit.spring.aop.annotated;

import dev.cachekit.annotation.CacheAside;
import dev.cachekit.annotation.Invalidate;
import dev.cachekit.annotation.RateLimited;
import dev.cachekit.annotation.SingleFlight;
import dev.cachekit.annotation.WithLock;
import dev.cachekit.annotation.WriteThrough;
import dev.cachekit.operation.CacheAsideOperation;
import dev.cachekit.operation.CacheOptions;
import dev.cachekit.operation.Operation;
import dev.cachekit.operation.WriteThroughOperation;
import dev.cachekit.spring.aop.rule.RulePlace;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.springframework.core.annotation.MergedAnnotation;

/** Reads the annotations of one method of one bean class. For one use. */
final class MethodReader {

    private final Method method;
    private final Class<?> beanClass;
    private final UnaryOperator<String> placeholders;
    private final ClassDefaults defaults;
    private final List<Operation> operations = new ArrayList<>();
    private final List<CacheDeclaration> declarations = new ArrayList<>();

    MethodReader(Method method, Class<?> beanClass, UnaryOperator<String> placeholders, ClassDefaults defaults) {
        this.method = method;
        this.beanClass = beanClass;
        this.placeholders = placeholders;
        this.defaults = defaults;
    }

    /** Reads in the order in which the operations are nested. */
    AnnotatedMethod read(MethodAnnotations annotations) {
        annotations
                .nearest(RateLimited.class)
                .forEach(found -> operations.add(new RateLimitAttributes(text(found)).operation()));
        annotations
                .atMostOne(CacheAside.class, where(CacheAside.class))
                .forEach(annotations.isSwitchedOff() ? this::addPastCache : this::addCacheAside);
        annotations
                .atMostOne(SingleFlight.class, where(SingleFlight.class))
                .forEach(found -> operations.add(OperationReader.singleFlight(text(found), methodName())));
        annotations
                .atMostOne(WithLock.class, where(WithLock.class))
                .forEach(found -> operations.add(new LockAttributes(text(found)).operation()));
        annotations.atMostOne(WriteThrough.class, where(WriteThrough.class)).forEach(this::addWriteThrough);
        annotations.nearest(Invalidate.class).forEach(found -> operations.add(OperationReader.invalidate(text(found))));
        return new AnnotatedMethod(method, beanClass, operations, declarations);
    }

    private void addPastCache(MergedAnnotation<CacheAside> found) {
        operations.add(OperationReader.pastCache(text(found), methodName()));
    }

    private void addCacheAside(MergedAnnotation<CacheAside> found) {
        AttributeText attributes = text(found);
        CacheAsideOperation operation = OperationReader.cacheAside(attributes, methodName());
        operations.add(operation);
        declare(attributes, operation.name(), operation.options());
    }

    private void addWriteThrough(MergedAnnotation<WriteThrough> found) {
        AttributeText attributes = text(found);
        WriteThroughOperation operation = OperationReader.writeThrough(attributes);
        operations.add(operation);
        declare(attributes, operation.name(), operation.options());
    }

    private void declare(AttributeText attributes, String cache, CacheOptions options) {
        declarations.add(new CacheDeclaration(attributes.where(), cache, attributes.get("profile"), options, defaults));
    }

    private AttributeText text(MergedAnnotation<?> annotation) {
        return new AttributeText(where(annotation), annotation, placeholders, defaults.cache());
    }

    private String where(MergedAnnotation<?> annotation) {
        return annotation.getSource() instanceof RulePlace rule
                ? rule.on(Place.of(beanClass, method))
                : where(annotation.getType());
    }

    private String where(Class<?> annotation) {
        return Place.of(annotation, beanClass, method);
    }

    private String methodName() {
        return Place.classOf(beanClass, method) + "." + method.getName();
    }
}
