package dev.cachekit.spring.aop.plan;

import dev.cachekit.InvalidConfigurationException;
import dev.cachekit.spring.aop.expression.CallExpression;
import dev.cachekit.spring.aop.expression.MethodShape;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The parameter of a method that takes many keys: one key per element, and in its place fewer can be given.
 *
 * @param where the annotation's place
 * @param position the parameter
 * @param maker makes such an argument of some elements
 */
record BatchArgument(String where, int position, Function<Collection<? extends @Nullable Object>, Object> maker) {

    /** Finds the parameter that an expression names. */
    static BatchArgument of(String where, String text, CallExpression keys, MethodShape shape) {
        int position = keys.parameter()
                .orElseThrow(() -> new InvalidConfigurationException(
                        where,
                        "keys = \"" + text + "\"",
                        "keys must name a parameter, because the method is called with the missing keys in its place",
                        "write keys = \"#ids\" with the name of the parameter that holds the keys"));
        Class<?> type = shape.method().getParameterTypes()[position];
        return new BatchArgument(where, position, maker(where, text, type));
    }

    private static Function<Collection<? extends @Nullable Object>, Object> maker(
            String where, String text, Class<?> type) {
        if (type.isArray()) {
            return elements -> array(type.getComponentType(), elements);
        }
        if (type.isAssignableFrom(ArrayList.class)) {
            return ArrayList::new;
        }
        if (type.isAssignableFrom(LinkedHashSet.class)) {
            return LinkedHashSet::new;
        }
        throw new InvalidConfigurationException(
                where,
                "keys = \"" + text + "\" of type " + type.getName(),
                "keys must be an array, a Collection, a List or a Set, for the missing ones are given to the method as such",
                "declare the parameter as one of these");
    }

    /** Makes an array. */
    static Object array(Class<?> component, Collection<? extends @Nullable Object> elements) {
        Object array = Array.newInstance(component, elements.size());
        int i = 0;
        for (Object element : elements) {
            Array.set(array, i++, element);
        }
        return array;
    }

    /** The elements of a call, repeated ones as often as they come. */
    List<@Nullable Object> elements(Call call) {
        List<@Nullable Object> elements = new ArrayList<>();
        ManyKeys.elements(where, call.arguments()[position]).forEach(elements::add);
        return elements;
    }

    /** The same call for some of the elements. */
    Call with(Call call, Collection<? extends @Nullable Object> elements) {
        @Nullable Object[] arguments = call.arguments().clone();
        arguments[position] = maker.apply(elements);
        return call.repeatableWith(arguments);
    }
}
