package dev.cachekit.near;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.ZoneId;
import java.util.Currency;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;

/**
 * Tells which declared types can be shared between threads and callers because nobody can change anything in them: known
 * values of the JDK, enums, records and final classes all of whose fields are final and of such types, sealed hierarchies
 * of these. Arrays, collections and maps are not, whatever they hold. Used by one thread.
 */
final class ImmutableTypes {

    private static final Set<Class<?>> KNOWN = Set.of(
            String.class,
            Boolean.class,
            Byte.class,
            Short.class,
            Character.class,
            Integer.class,
            Long.class,
            Float.class,
            Double.class,
            BigInteger.class,
            BigDecimal.class,
            UUID.class,
            URI.class,
            Locale.class,
            Currency.class,
            ZoneId.class,
            OptionalInt.class,
            OptionalLong.class,
            OptionalDouble.class);

    /** A type that contains itself is immutable if nothing else in it speaks against that. */
    private final Set<Type> assumed = new HashSet<>();

    private ImmutableTypes() {}

    static boolean isDeeplyImmutable(Type type) {
        return new ImmutableTypes().holds(type, Map.of());
    }

    private boolean holds(Type type, Map<TypeVariable<?>, Type> known) {
        Type actual = resolved(type, known);
        if (actual instanceof Class<?> plain) {
            return ofClass(plain, Map.of());
        }
        return actual instanceof ParameterizedType generic && ofGeneric(generic, known);
    }

    private static Type resolved(Type type, Map<TypeVariable<?>, Type> known) {
        return type instanceof TypeVariable<?> variable ? known.getOrDefault(variable, Object.class) : type;
    }

    private boolean ofGeneric(ParameterizedType generic, Map<TypeVariable<?>, Type> known) {
        Class<?> raw = (Class<?>) generic.getRawType();
        if (raw == Optional.class) {
            return holds(generic.getActualTypeArguments()[0], known);
        }
        Map<TypeVariable<?>, Type> arguments = new HashMap<>();
        for (int i = 0; i < raw.getTypeParameters().length; i++) {
            Type argument = resolved(generic.getActualTypeArguments()[i], known);
            // an argument that is itself made of variables would need their meaning here and there: rare, and copied
            arguments.put(raw.getTypeParameters()[i], argument instanceof ParameterizedType ? Object.class : argument);
        }
        return ofClass(raw, arguments);
    }

    private boolean ofClass(Class<?> type, Map<TypeVariable<?>, Type> arguments) {
        if (type.isPrimitive() || type.isEnum() || KNOWN.contains(type) || isTimeValue(type)) {
            return true;
        }
        if (type.isArray() || type.getName().startsWith("java.")) {
            return false;
        }
        if (!assumed.add(type)) {
            return arguments.isEmpty();
        }
        return type.isSealed()
                ? ofAllIn(type)
                : Modifier.isFinal(type.getModifiers()) && hasFrozenFields(type, arguments);
    }

    /** Arguments of a generic hierarchy are not followed down, so its fields of variable types count as mutable. */
    private boolean ofAllIn(Class<?> sealed) {
        for (Class<?> permitted : sealed.getPermittedSubclasses()) {
            if (!ofClass(permitted, Map.of())) {
                return false;
            }
        }
        return Modifier.isAbstract(sealed.getModifiers()) || hasFrozenFields(sealed, Map.of());
    }

    private boolean hasFrozenFields(Class<?> type, Map<TypeVariable<?>, Type> arguments) {
        for (Class<?> part = type;
                part != null && part != Object.class && part != Record.class;
                part = part.getSuperclass()) {
            for (Field field : part.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers()) && !isFrozen(field, arguments)) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean isFrozen(Field field, Map<TypeVariable<?>, Type> arguments) {
        return Modifier.isFinal(field.getModifiers()) && holds(field.getGenericType(), arguments);
    }

    /** All of java.time but its clocks. */
    private static boolean isTimeValue(Class<?> type) {
        return type.getPackageName().equals("java.time") && Modifier.isFinal(type.getModifiers());
    }
}
