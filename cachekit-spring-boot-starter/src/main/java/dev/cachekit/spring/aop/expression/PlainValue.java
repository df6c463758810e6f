package dev.cachekit.spring.aop.expression;

import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Values that nobody can change and that are written in one way only: equal ones always read the same, in expressions and in
 * keys.
 */
public final class PlainValue {

    private static final Set<Class<?>> TYPES =
            Set.of(String.class, Long.class, Integer.class, Short.class, Byte.class, Boolean.class, UUID.class);

    private PlainValue() {}

    /**
     * Tells whether a value is one.
     *
     * @param value the value
     * @return false of null, too
     */
    public static boolean is(@Nullable Object value) {
        return value != null && (TYPES.contains(value.getClass()) || value instanceof Enum<?>);
    }

    static boolean isOrNull(@Nullable Object value) {
        return value == null || is(value);
    }

    /**
     * Tells whether all values of a declared type are.
     *
     * @param type the type, boxed or not
     * @return false if only the value shows it
     */
    public static boolean isTypeOf(Class<?> type) {
        return TYPES.contains(type) || Enum.class.isAssignableFrom(type) && type != Enum.class;
    }
}
