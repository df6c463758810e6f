package dev.cachekit.spring.aop.annotated;

import dev.cachekit.operation.Operation;
import java.lang.reflect.Method;
import java.util.List;
import java.util.stream.Stream;

/**
 * A method of a bean class with the operations its annotations ask for.
 *
 * @param method the method that runs
 * @param beanClass the class of the bean
 * @param operations the operations, in the order in which they are nested, outermost first; never empty
 * @param declarations what the annotations say of their caches
 */
public record AnnotatedMethod(
        Method method, Class<?> beanClass, List<Operation> operations, List<CacheDeclaration> declarations) {

    /** Takes copies. */
    public AnnotatedMethod {
        operations = List.copyOf(operations);
        declarations = List.copyOf(declarations);
    }

    /**
     * Returns the operations of one kind.
     *
     * @param kind the kind
     * @param <T> the kind
     * @return in order
     */
    public <T extends Operation> Stream<T> operations(Class<T> kind) {
        return operations.stream().filter(kind::isInstance).map(kind::cast);
    }

    /** Puts the operations of an annotation on the class around those of the method. */
    AnnotatedMethod within(AnnotatedMethod byClass) {
        return new AnnotatedMethod(
                method, beanClass, joined(byClass.operations, operations), joined(byClass.declarations, declarations));
    }

    private static <T> List<T> joined(List<T> first, List<T> then) {
        return Stream.concat(first.stream(), then.stream()).toList();
    }

    @Override
    public String toString() {
        return Place.of(beanClass, method);
    }
}
