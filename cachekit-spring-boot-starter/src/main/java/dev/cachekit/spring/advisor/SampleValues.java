package dev.cachekit.spring.advisor;

import java.lang.reflect.Array;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes a value of a type with something in every field, to see whether it comes back from the cache. Types that it cannot make
 * have no sample: those whose constructors refuse what they are given, abstract ones that name no others, and what is of the
 * platform and not well known. For one use.
 */
final class SampleValues {

    private static final int DEEPEST = 6;

    /** Classes that refer to each other in many ways would make a forest of a few levels. */
    private static final int MOST_PARTS = 1_000;

    private final SampleObjects objects = new SampleObjects(this);
    private boolean whole = true;
    private int parts;

    private SampleValues() {}

    /** Empty if there is none. */
    static Optional<Sample> of(Type type) {
        SampleValues values = new SampleValues();
        Object value = values.attempted(type, Map.of(), 0);
        return value == null ? Optional.empty() : Optional.of(new Sample(value, values.whole));
    }

    /** A part of a value; null, and noted as missing, if it cannot be made. */
    @Nullable
    Object part(Type type, Map<TypeVariable<?>, Type> known, int depth) {
        parts++;
        Object made = depth > DEEPEST || parts > MOST_PARTS ? null : attempted(type, known, depth);
        if (made == null) {
            whole = false;
        }
        return made;
    }

    /** What goes wrong in here is the application's code, which was not made for this. */
    private @Nullable Object attempted(Type type, Map<TypeVariable<?>, Type> known, int depth) {
        try {
            return made(type, known, depth);
        } catch (ReflectiveOperationException | RuntimeException | LinkageError refused) {
            return null;
        }
    }

    private @Nullable Object made(Type type, Map<TypeVariable<?>, Type> known, int depth)
            throws ReflectiveOperationException {
        if (type instanceof TypeVariable<?> variable) {
            Type bound = known.get(variable);
            return bound == null ? null : part(bound, Map.of(), depth + 1);
        }
        if (type instanceof WildcardType any) {
            return part(any.getUpperBounds()[0], known, depth + 1);
        }
        if (type instanceof ParameterizedType generic && generic.getRawType() instanceof Class<?> raw) {
            return ofGeneric(raw, resolved(generic.getActualTypeArguments(), known), depth);
        }
        return type instanceof Class<?> plain ? ofClass(plain, depth) : null;
    }

    private static Type[] resolved(Type[] arguments, Map<TypeVariable<?>, Type> known) {
        Type[] resolved = arguments.clone();
        for (int i = 0; i < resolved.length; i++) {
            if (resolved[i] instanceof TypeVariable<?> variable) {
                resolved[i] = known.getOrDefault(variable, Object.class);
            }
        }
        return resolved;
    }

    private @Nullable Object ofGeneric(Class<?> raw, Type[] arguments, int depth) throws ReflectiveOperationException {
        boolean container =
                Iterable.class.isAssignableFrom(raw) || Map.class.isAssignableFrom(raw) || raw == Optional.class;
        if (!container) {
            return ofComposed(raw, bindings(raw, arguments), depth);
        }
        @Nullable Object key = arguments.length > 1 ? part(arguments[0], Map.of(), depth + 1) : null;
        @Nullable Object last = part(arguments[arguments.length - 1], Map.of(), depth + 1);
        if (depth == 0 && last == null) {
            return null; // an empty container says nothing of its elements
        }
        return raw == Optional.class ? Optional.ofNullable(last) : SampleContainers.of(raw, key, last);
    }

    private static Map<TypeVariable<?>, Type> bindings(Class<?> raw, Type[] arguments) {
        Map<TypeVariable<?>, Type> bindings = new HashMap<>();
        TypeVariable<?>[] variables = raw.getTypeParameters();
        for (int i = 0; i < variables.length && i < arguments.length; i++) {
            bindings.put(variables[i], arguments[i]);
        }
        return bindings;
    }

    private @Nullable Object ofClass(Class<?> type, int depth) throws ReflectiveOperationException {
        Object simple = SimpleSamples.of(type);
        if (simple != null) {
            return simple;
        }
        if (type.isEnum()) {
            Object[] constants = type.getEnumConstants();
            return constants.length == 0 ? null : constants[0];
        }
        return type.isArray() ? array(type.getComponentType(), depth) : ofComposed(type, Map.of(), depth);
    }

    private Object array(Class<?> element, int depth) {
        @Nullable Object made = part(element, Map.of(), depth + 1);
        Object array = Array.newInstance(element, made == null ? 0 : 1);
        if (made != null) {
            Array.set(array, 0, made);
        }
        return array;
    }

    private @Nullable Object ofComposed(Class<?> type, Map<TypeVariable<?>, Type> known, int depth)
            throws ReflectiveOperationException {
        if (type.getName().startsWith("java.") || type.getName().startsWith("javax.")) {
            return null;
        }
        if (ConcreteTypes.isAbstract(type)) {
            return ofAbstract(type, depth);
        }
        return Collection.class.isAssignableFrom(type) || Map.class.isAssignableFrom(type)
                ? null
                : objects.make(type, known, depth);
    }

    private @Nullable Object ofAbstract(Class<?> type, int depth) {
        for (Type concrete : ConcreteTypes.of(type)) {
            Object made = attempted(concrete, Map.of(), depth + 1);
            if (made != null) {
                return made;
            }
        }
        return null;
    }

    /** Whether all parts were made so far; to be given back when what was begun is given up. */
    boolean isWhole() {
        return whole;
    }

    void giveBack(boolean wholeBefore) {
        whole = wholeBefore;
    }
}
