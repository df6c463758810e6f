package dev.cachekit.spring.advisor;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes objects of the application's classes: records by their components, others by what Jackson is told to read them with, by
 * a constructor without parameters, or by the one with most of them. For one use.
 */
final class SampleObjects {

    private final SampleValues values;

    SampleObjects(SampleValues values) {
        this.values = values;
    }

    /** Null if none of the ways works. */
    @Nullable
    Object make(Class<?> type, Map<TypeVariable<?>, Type> known, int depth) throws ReflectiveOperationException {
        boolean before = values.isWhole();
        for (Executable way : ways(type)) {
            try {
                return way.getParameterCount() == 0 ? filled(type, way, known, depth) : given(way, known, depth);
            } catch (ReflectiveOperationException | RuntimeException refused) {
                values.giveBack(before);
            }
        }
        return null;
    }

    private static List<Executable> ways(Class<?> type) throws ReflectiveOperationException {
        if (type.isRecord()) {
            return List.of(type.getDeclaredConstructor(Arrays.stream(type.getRecordComponents())
                    .map(RecordComponent::getType)
                    .toArray(Class<?>[]::new)));
        }
        List<Executable> creators = Stream.<Executable>concat(
                        Arrays.stream(type.getDeclaredConstructors()), Arrays.stream(type.getDeclaredMethods()))
                .filter(SampleObjects::isCreator)
                .toList();
        return creators.isEmpty() ? constructors(type) : creators;
    }

    private static boolean isCreator(Executable way) {
        JsonCreator creator = way.getAnnotation(JsonCreator.class);
        boolean makes = way instanceof Constructor || Modifier.isStatic(way.getModifiers());
        return makes && creator != null && creator.mode() != JsonCreator.Mode.DISABLED;
    }

    /** The one without parameters first, then those that fill most. */
    private static List<Executable> constructors(Class<?> type) {
        return Arrays.stream(type.getDeclaredConstructors())
                .filter(constructor -> !constructor.isSynthetic()
                        && !List.of(constructor.getParameterTypes()).contains(type))
                .sorted(Comparator.comparingInt(constructor ->
                        constructor.getParameterCount() == 0 ? Integer.MIN_VALUE : -constructor.getParameterCount()))
                .<Executable>map(constructor -> constructor)
                .toList();
    }

    private @Nullable Object given(Executable way, Map<TypeVariable<?>, Type> known, int depth)
            throws ReflectiveOperationException {
        Type[] types = way.getGenericParameterTypes();
        Class<?>[] raw = way.getParameterTypes();
        @Nullable Object[] arguments = new @Nullable Object[raw.length];
        for (int i = 0; i < arguments.length; i++) {
            Type type = types.length == raw.length ? types[i] : raw[i];
            Object part = values.part(type, known, depth + 1);
            arguments[i] = part == null && raw[i].isPrimitive() ? zero(raw[i]) : part;
        }
        return called(way, arguments);
    }

    private static Object zero(Class<?> primitive) {
        return Array.get(Array.newInstance(primitive, 1), 0);
    }

    private @Nullable Object filled(Class<?> type, Executable way, Map<TypeVariable<?>, Type> known, int depth)
            throws ReflectiveOperationException {
        Object object = called(way);
        for (Class<?> part = type; part != null && object != null; part = part.getSuperclass()) {
            if (!part.getName().startsWith("java.")) {
                fill(object, part, known, depth);
            }
        }
        return object;
    }

    private void fill(Object object, Class<?> declaring, Map<TypeVariable<?>, Type> known, int depth)
            throws ReflectiveOperationException {
        for (Field field : declaring.getDeclaredFields()) {
            if (isState(field.getModifiers()) && field.trySetAccessible()) {
                Object part = values.part(field.getGenericType(), known, depth + 1);
                if (part != null) {
                    field.set(object, part);
                }
            }
        }
    }

    private static boolean isState(int modifiers) {
        return !Modifier.isStatic(modifiers) && !Modifier.isTransient(modifiers) && !Modifier.isFinal(modifiers);
    }

    private static @Nullable Object called(Executable way, @Nullable Object... arguments)
            throws ReflectiveOperationException {
        ((AccessibleObject) way).setAccessible(true);
        return way instanceof Constructor<?> constructor
                ? constructor.newInstance(arguments)
                : ((Method) way).invoke(null, arguments);
    }
}
