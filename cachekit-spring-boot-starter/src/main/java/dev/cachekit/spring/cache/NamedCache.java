package dev.cachekit.spring.cache;

import dev.cachekit.spring.aop.plan.ValueType;
import dev.cachekit.spring.aop.shape.Content;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.util.ClassUtils;

/**
 * A cache as a method names it.
 *
 * @param cache the cache's name
 * @param where the method, for messages
 * @param type the type of what the method puts there; null if it puts nothing, or does not say what
 */
record NamedCache(String cache, String where, @Nullable Type type) {

    /** The method only removes. */
    static NamedCache without(String cache, Method method, Class<?> beanClass) {
        return new NamedCache(cache, place(method, beanClass), null);
    }

    /** The method returns what is put. */
    static NamedCache returned(String cache, Method method, Class<?> beanClass) {
        Content content = Content.of(method, beanClass);
        return new NamedCache(
                cache, place(method, beanClass), content.isNothing() ? null : known(content.type(), beanClass));
    }

    /** The method is given what is put. */
    static NamedCache given(String cache, Method method, Class<?> beanClass, ResolvableType parameter) {
        return new NamedCache(cache, place(method, beanClass), known(parameter, beanClass));
    }

    private static @Nullable Type known(ResolvableType declared, Class<?> beanClass) {
        if (declared.equals(ResolvableType.NONE)) {
            return null;
        }
        Type type = ValueType.of(declared, beanClass);
        return isKnown(type) ? type : null;
    }

    /** A type with an {@code Object} in it says less than the values themselves. */
    private static boolean isKnown(Type type) {
        if (type instanceof ParameterizedType generic) {
            return Arrays.stream(generic.getActualTypeArguments()).allMatch(NamedCache::isKnown);
        }
        if (type instanceof GenericArrayType array) {
            return isKnown(array.getGenericComponentType());
        }
        return type instanceof Class<?> plain && plain != Object.class && plain.getTypeParameters().length == 0;
    }

    private static String place(Method method, Class<?> beanClass) {
        return ClassUtils.getShortName(beanClass) + "#" + method.getName();
    }
}
