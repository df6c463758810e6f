package dev.cachekit.spring.advisor;

import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Makes a value of a type with something in every field, to see whether it comes back from the cache. Types that it cannot make
 * have no sample: those whose constructors refuse what they are given, abstract ones, and whatever is no record or bean.
 * Stateless.
 */
final class SampleValues {

    private static final int DEEPEST = 4;

    private static final Map<Class<?>, Object> SIMPLE = simple();

    private SampleValues() {}

    private static Map<Class<?>, Object> simple() {
        Map<Class<?>, Object> simple = new LinkedHashMap<>();
        simple.put(String.class, "sample");
        simple.put(boolean.class, true);
        simple.put(Boolean.class, true);
        simple.put(byte.class, (byte) 1);
        simple.put(Byte.class, (byte) 1);
        simple.put(short.class, (short) 1);
        simple.put(Short.class, (short) 1);
        simple.put(int.class, 1);
        simple.put(Integer.class, 1);
        simple.put(long.class, 1L);
        simple.put(Long.class, 1L);
        simple.put(float.class, 1.5f);
        simple.put(Float.class, 1.5f);
        simple.put(double.class, 1.5);
        simple.put(Double.class, 1.5);
        simple.put(char.class, 'a');
        simple.put(Character.class, 'a');
        simple.put(BigDecimal.class, new BigDecimal("1.50"));
        simple.put(BigInteger.class, BigInteger.TEN);
        simple.put(UUID.class, new UUID(1, 2));
        simple.put(Instant.class, Instant.ofEpochSecond(1_000_000_000));
        simple.put(Duration.class, Duration.ofSeconds(90));
        simple.put(LocalDate.class, LocalDate.of(2024, 2, 29));
        simple.put(LocalTime.class, LocalTime.of(12, 30));
        simple.put(LocalDateTime.class, LocalDateTime.of(2024, 2, 29, 12, 30));
        simple.put(OffsetDateTime.class, OffsetDateTime.of(2024, 2, 29, 12, 30, 0, 0, ZoneOffset.ofHours(2)));
        return simple;
    }

    /** Empty if there is none. */
    static Optional<Object> of(Type type) {
        try {
            return Optional.ofNullable(sample(type, 0));
        } catch (ReflectiveOperationException | RuntimeException | LinkageError refused) {
            return Optional.empty();
        }
    }

    private static @Nullable Object sample(Type type, int depth) throws ReflectiveOperationException {
        if (type instanceof ParameterizedType generic && generic.getRawType() instanceof Class<?> raw) {
            return ofGeneric(raw, generic.getActualTypeArguments(), depth);
        }
        if (!(type instanceof Class<?> plain)) {
            return null;
        }
        Object simple = SIMPLE.get(plain);
        if (simple != null) {
            return simple;
        }
        return depth > DEEPEST ? null : composed(plain, depth);
    }

    private static @Nullable Object ofGeneric(Class<?> raw, Type[] arguments, int depth)
            throws ReflectiveOperationException {
        Object last = sample(arguments[arguments.length - 1], depth + 1);
        if (last == null) {
            return null;
        }
        if (raw == List.class || raw == Collection.class || raw == Iterable.class) {
            return List.of(last);
        }
        if (raw == Set.class) {
            return Set.of(last);
        }
        if (raw == Optional.class) {
            return Optional.of(last);
        }
        Object key = raw == Map.class ? sample(arguments[0], depth + 1) : null;
        return key == null ? null : Map.of(key, last);
    }

    private static @Nullable Object composed(Class<?> type, int depth) throws ReflectiveOperationException {
        if (type.isEnum()) {
            Object[] constants = type.getEnumConstants();
            return constants.length == 0 ? null : constants[0];
        }
        if (type.isArray()) {
            return array(type.getComponentType(), depth);
        }
        if (type.isRecord()) {
            return ofRecord(type, depth);
        }
        boolean bean = !type.isInterface() && !Modifier.isAbstract(type.getModifiers()) && !isOfThePlatform(type);
        return bean ? ofBean(type, depth) : null;
    }

    private static boolean isOfThePlatform(Class<?> type) {
        return type.getName().startsWith("java.") || type.getName().startsWith("javax.");
    }

    private static Object array(Class<?> element, int depth) throws ReflectiveOperationException {
        Object array = Array.newInstance(element, 1);
        Array.set(array, 0, sample(element, depth + 1));
        return array;
    }

    private static Object ofRecord(Class<?> type, int depth) throws ReflectiveOperationException {
        RecordComponent[] components = type.getRecordComponents();
        @Nullable Object[] values = new @Nullable Object[components.length];
        for (int i = 0; i < components.length; i++) {
            values[i] = sample(components[i].getGenericType(), depth + 1);
        }
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        return accessible(type.getDeclaredConstructor(types)).newInstance(values);
    }

    private static Object ofBean(Class<?> type, int depth) throws ReflectiveOperationException {
        Object bean = accessible(type.getDeclaredConstructor()).newInstance();
        for (Field field : type.getDeclaredFields()) {
            int modifiers = field.getModifiers();
            Object value = sample(field.getGenericType(), depth + 1);
            boolean state =
                    !Modifier.isStatic(modifiers) && !Modifier.isTransient(modifiers) && !Modifier.isFinal(modifiers);
            if (state && value != null && field.trySetAccessible()) {
                field.set(bean, value);
            }
        }
        return bean;
    }

    private static <T> Constructor<T> accessible(Constructor<T> constructor) {
        constructor.setAccessible(true);
        return constructor;
    }
}
