package dev.cachekit.spring.aop.shape;

import java.lang.reflect.Method;
import java.lang.reflect.WildcardType;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.springframework.core.KotlinDetector;
import org.springframework.core.MethodParameter;
import org.springframework.core.ReactiveAdapter;
import org.springframework.core.ReactiveAdapterRegistry;
import org.springframework.core.ResolvableType;

/**
 * What a method gives its callers in the end, and what carries it there.
 *
 * @param carrier what carries it
 * @param reactive the declared publisher type; null of other carriers
 * @param type its declared type, wrapped perhaps in an {@link Optional}
 */
public record Content(Carrier carrier, @Nullable ReactiveAdapter reactive, ResolvableType type) {

    /** What carries content. */
    public enum Carrier {
        /** Nothing: it is there when the method returns. */
        NONE,
        /** A {@link CompletableFuture} or {@link CompletionStage}. */
        FUTURE,
        /** A publisher of at most one element, or a Kotlin coroutine. */
        ONE,
        /** A publisher of many elements, whose content is the list of them. */
        MANY
    }

    private static final String UNIT = "kotlin.Unit";

    /**
     * Describes what a method gives.
     *
     * @param method the method
     * @param beanClass the class of the bean, which resolves type variables
     * @return its content
     */
    public static Content of(Method method, Class<?> beanClass) {
        ResolvableType declared = ResolvableType.forMethodReturnType(method, beanClass);
        if (KotlinDetector.isSuspendingFunction(method)) {
            return suspended(method, beanClass);
        }
        Class<?> returned = declared.toClass();
        if (CompletionStage.class.isAssignableFrom(returned)) {
            return new Content(Carrier.FUTURE, null, declared.getGeneric());
        }
        ReactiveAdapter reactive = ReactiveAdapterRegistry.getSharedInstance().getAdapter(returned);
        return reactive == null ? new Content(Carrier.NONE, null, declared) : published(reactive, declared);
    }

    private static Content published(ReactiveAdapter reactive, ResolvableType declared) {
        if (reactive.isNoValue()) {
            return new Content(Carrier.ONE, reactive, ResolvableType.forClass(Void.class));
        }
        ResolvableType element = declared.getGeneric();
        return reactive.isMultiValue()
                ? new Content(Carrier.MANY, reactive, ResolvableType.forClassWithGenerics(List.class, element))
                : new Content(Carrier.ONE, reactive, element);
    }

    /** Spring's proxies turn what a coroutine gives into a Mono, and a Mono into what the coroutine's caller waits for. */
    private static Content suspended(Method method, Class<?> beanClass) {
        int continuation = method.getParameterCount() - 1;
        ResolvableType wanted = ResolvableType.forMethodParameter(
                        new MethodParameter(method, continuation).withContainingClass(beanClass))
                .getGeneric();
        ResolvableType result = wanted.getType() instanceof WildcardType wildcard
                ? ResolvableType.forType(wildcard.getLowerBounds()[0], ResolvableType.forClass(beanClass))
                : wanted;
        return new Content(Carrier.ONE, ReactorOne.mono(), result);
    }

    /**
     * Tells whether there is nothing but the end of the method.
     *
     * @return true of {@code void} and its like
     */
    public boolean isNothing() {
        Class<?> content = type.toClass();
        return content == void.class
                || content == Void.class
                || content.getName().equals(UNIT);
    }

    /**
     * Tells whether the content is wrapped in an {@link Optional}.
     *
     * @return true if so
     */
    public boolean isOptional() {
        return type.resolve() == Optional.class;
    }

    /**
     * Returns the type of the content itself.
     *
     * @return the type, of an {@link Optional} that of its content
     */
    public ResolvableType unwrapped() {
        return isOptional() ? type.getGeneric() : type;
    }

    /**
     * Makes the shape of the method.
     *
     * @param kept whether the content is kept, shared or looked at, so that many elements are collected first
     * @return the shape
     */
    public ReturnShape shape(boolean kept) {
        Wrapping wrapping = Wrapping.of(type.toClass());
        if (carrier == Carrier.FUTURE) {
            return new FutureShape(wrapping);
        }
        if (reactive == null) {
            return new DirectShape(wrapping);
        }
        if (carrier == Carrier.ONE) {
            return new ReactorOne(reactive, wrapping);
        }
        return kept ? new ReactorList(reactive) : new ReactorStream(reactive);
    }
}
