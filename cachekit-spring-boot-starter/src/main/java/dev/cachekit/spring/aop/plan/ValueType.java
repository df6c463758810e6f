package dev.cachekit.spring.aop.plan;

import dev.cachekit.InvalidConfigurationException;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.GenericTypeResolver;
import org.springframework.core.ResolvableType;
import org.springframework.util.ClassUtils;

/** The type of a cache's values, from the types methods declare. */
public final class ValueType {

    private ValueType() {}

    /**
     * Returns the type of the values that are kept for what a method declares.
     *
     * @param declared the declared type
     * @param beanClass the class of the bean, which resolves type variables
     * @return the type itself, of an optional its content, of a primitive its box
     */
    public static Type of(ResolvableType declared, Class<?> beanClass) {
        ResolvableType content = declared.resolve() == Optional.class ? declared.getGeneric(0) : declared;
        Type type = content.getType();
        if (type instanceof WildcardType wildcard) {
            type = wildcard.getUpperBounds()[0];
        }
        Type resolved = GenericTypeResolver.resolveType(type, beanClass);
        return resolved instanceof Class<?> plain ? ClassUtils.resolvePrimitiveIfNecessary(plain) : resolved;
    }

    /** The type of the elements of a collection or array, or of a map's values. Null if the declaration does not show it. */
    static @Nullable ResolvableType element(ResolvableType declared) {
        if (declared.isArray()) {
            return declared.getComponentType();
        }
        ResolvableType[] generics = declared.getGenerics();
        if (Map.class.isAssignableFrom(declared.toClass()) && generics.length == 2) {
            return generics[1];
        }
        return Collection.class.isAssignableFrom(declared.toClass()) && generics.length == 1 ? generics[0] : null;
    }

    static InvalidConfigurationException unknown(String where, String value) {
        return new InvalidConfigurationException(
                where,
                value,
                "the type of the stored values must be declared",
                "give entry a parameter or #result, or read the cache by @CacheAside");
    }
}
