package dev.cachekit.key;

import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

/** Tells at start-up whether a declared parameter type can have a stable text. For one check by one thread. */
public final class KeyTypes {

    private static final KeyCheck STABLE = new KeyCheck.Stable();
    private static final KeyCheck KNOWN_AT_RUNTIME = new KeyCheck.KnownAtRuntime();
    private static final Set<Class<?>> OPEN = Set.of(Object.class, Number.class, Record.class, Enum.class);
    private static final Set<Class<?>> NUMBER_OPTIONALS =
            Set.of(OptionalInt.class, OptionalLong.class, OptionalDouble.class);

    private final Set<Class<?>> records = new HashSet<>();

    private KeyTypes() {}

    /**
     * Checks a declared type and the types of its parts.
     *
     * @param type the declared type
     * @return what is known of its keys
     */
    public static KeyCheck check(Type type) {
        return new KeyTypes().of(type);
    }

    private KeyCheck of(Type type) {
        if (type instanceof Class<?> plain) {
            return ofClass(plain);
        }
        if (type instanceof ParameterizedType generic) {
            return ofGeneric(generic);
        }
        if (type instanceof GenericArrayType array) {
            return of(array.getGenericComponentType());
        }
        if (type instanceof WildcardType wildcard) {
            return of(wildcard.getUpperBounds()[0]);
        }
        return type instanceof TypeVariable<?> variable ? ofVariable(variable) : KNOWN_AT_RUNTIME;
    }

    /** What a bound rules out is ruled out; what it allows may still be narrowed to something it does not. */
    private KeyCheck ofVariable(TypeVariable<?> variable) {
        return variable.getBounds()[0] instanceof Class<?> bound ? ofClass(bound) : KNOWN_AT_RUNTIME;
    }

    private KeyCheck ofClass(Class<?> type) {
        if (ScalarText.knows(type) || NUMBER_OPTIONALS.contains(type)) {
            return STABLE;
        }
        if (type.isArray()) {
            return of(type.getComponentType());
        }
        if (type.isRecord()) {
            return ofRecord(type);
        }
        boolean open = OPEN.contains(type) || type.isInterface() || holdsParts(type);
        return open ? KNOWN_AT_RUNTIME : new KeyCheck.Unsupported(type);
    }

    private KeyCheck ofGeneric(ParameterizedType type) {
        Class<?> raw = (Class<?>) type.getRawType();
        KeyCheck whole = ofClass(raw);
        if (whole instanceof KeyCheck.Unsupported || !raw.isRecord() && !holdsParts(raw)) {
            return whole;
        }
        KeyCheck parts = weakest(Arrays.stream(type.getActualTypeArguments()));
        return parts instanceof KeyCheck.Unsupported || !raw.isRecord() ? parts : weaker(whole, parts);
    }

    private static boolean holdsParts(Class<?> type) {
        return Collection.class.isAssignableFrom(type) || Map.class.isAssignableFrom(type) || type == Optional.class;
    }

    /** A record that contains its own type is as good as its other components. */
    private KeyCheck ofRecord(Class<?> type) {
        if (!records.add(type)) {
            return STABLE;
        }
        if (!RecordParts.areReadable(type)) {
            return new KeyCheck.Unsupported(type);
        }
        return weakest(Arrays.stream(type.getRecordComponents()).map(RecordComponent::getGenericType));
    }

    private KeyCheck weakest(Stream<Type> types) {
        List<KeyCheck> checks = types.map(this::of).toList();
        return checks.stream().reduce(STABLE, KeyTypes::weaker);
    }

    private static KeyCheck weaker(KeyCheck one, KeyCheck other) {
        if (one instanceof KeyCheck.Unsupported || other instanceof KeyCheck.Stable) {
            return one;
        }
        return other;
    }
}
