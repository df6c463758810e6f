package dev.cachekit.spring.advisor;

import java.lang.reflect.Constructor;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes collections and maps with one element, so that nothing depends on an order. Stateless. */
final class SampleContainers {

    private static final List<Class<?>> COLLECTIONS =
            List.of(ArrayList.class, LinkedHashSet.class, TreeSet.class, ArrayDeque.class);
    private static final List<Class<?>> MAPS = List.of(LinkedHashMap.class, TreeMap.class, ConcurrentHashMap.class);

    private SampleContainers() {}

    /** Null if no such container can be made; empty if there is no element to put in. */
    static @Nullable Object of(Class<?> raw, @Nullable Object key, @Nullable Object element)
            throws ReflectiveOperationException {
        return Map.class.isAssignableFrom(raw) ? map(raw, key, element) : collection(raw, element);
    }

    @SuppressWarnings("unchecked") // it is new and empty
    private static @Nullable Object collection(Class<?> raw, @Nullable Object element)
            throws ReflectiveOperationException {
        Object made = made(raw, COLLECTIONS);
        if (made instanceof Collection<?> collection && element != null) {
            ((Collection<Object>) collection).add(element);
        }
        return made;
    }

    @SuppressWarnings("unchecked") // it is new and empty
    private static @Nullable Object map(Class<?> raw, @Nullable Object key, @Nullable Object element)
            throws ReflectiveOperationException {
        Object made = made(raw, MAPS);
        if (made instanceof Map<?, ?> map && key != null && element != null) {
            ((Map<Object, Object>) map).put(key, element);
        }
        return made;
    }

    private static @Nullable Object made(Class<?> raw, List<Class<?>> usual) throws ReflectiveOperationException {
        Class<?> found = Stream.concat(Stream.of(raw), usual.stream())
                .filter(type -> raw.isAssignableFrom(type) && !Modifier.isAbstract(type.getModifiers()))
                .findFirst()
                .orElse(null);
        if (found == null) {
            return null;
        }
        Constructor<?> constructor = found.getConstructor();
        return constructor.newInstance();
    }
}
