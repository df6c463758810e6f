package dev.cachekit.spring.aop.plan;

import dev.cachekit.InvalidConfigurationException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;

/** What a method gives for many keys: a map by key, or one element per key in the same order. */
interface BatchResult {

    /** Takes it apart. Null for what the method does not know. */
    Map<@Nullable Object, Object> values(List<@Nullable Object> keys, @Nullable Object content);

    /** Puts it together for the keys asked for, in their order; null, or nothing in a map, for what nobody knows. */
    Object content(List<@Nullable Object> keys, Function<@Nullable Object, @Nullable Object> values);

    /**
     * Finds out how a method gives its results.
     *
     * @param where the annotation's place
     * @param declared the type of the content
     * @param isPublisher whether its elements are published one by one, so that none can be null
     */
    static BatchResult of(String where, ResolvableType declared, boolean isPublisher) {
        Class<?> type = declared.toClass();
        if (type.isArray()) {
            Class<?> component = type.getComponentType();
            return new Positions(where, !component.isPrimitive(), all -> BatchArgument.array(component, all));
        }
        if (type != Object.class && type.isAssignableFrom(LinkedHashMap.class)) {
            return new ByKey(where);
        }
        if (type != Object.class && type.isAssignableFrom(ArrayList.class)) {
            return new Positions(where, !isPublisher, all -> all);
        }
        throw new InvalidConfigurationException(
                where,
                "keys on a method that returns " + type.getName(),
                "a method with keys must return a Map by key, or a List or array with one element per key",
                "return one of these, also in a future or publisher");
    }

    /**
     * A map by key.
     *
     * @param where the annotation's place
     */
    record ByKey(String where) implements BatchResult {

        /** A method that returns no map has said nothing about its keys; to remember that would hide a mistake. */
        @Override
        public Map<@Nullable Object, Object> values(List<@Nullable Object> keys, @Nullable Object content) {
            if (!(content instanceof Map<?, ?> byKey)) {
                throw new IllegalStateException(where + ": the method was given " + keys.size()
                        + " keys and returned null; return a Map with the values there are, an empty one for none");
            }
            Map<@Nullable Object, Object> values = new HashMap<>();
            keys.forEach(key -> values.put(key, key == null ? ofNull(byKey) : byKey.get(key)));
            return values;
        }

        /** Many maps refuse to be asked for null. */
        private static @Nullable Object ofNull(Map<?, ?> byKey) {
            for (Map.Entry<?, ?> entry : byKey.entrySet()) {
                if (entry.getKey() == null) {
                    return entry.getValue();
                }
            }
            return null;
        }

        @Override
        public Object content(List<@Nullable Object> keys, Function<@Nullable Object, @Nullable Object> values) {
            Map<@Nullable Object, Object> content = new LinkedHashMap<>();
            for (Object key : keys) {
                Object value = values.apply(key);
                if (value != null) {
                    content.put(key, value);
                }
            }
            return content;
        }
    }

    /**
     * One element per key.
     *
     * @param where the annotation's place
     * @param holdsNull whether there may be nothing in the place of a key
     * @param maker makes the result of its elements
     */
    record Positions(String where, boolean holdsNull, Function<List<@Nullable Object>, Object> maker)
            implements BatchResult {

        @Override
        public Map<@Nullable Object, Object> values(List<@Nullable Object> keys, @Nullable Object content) {
            List<@Nullable Object> elements = new ArrayList<>();
            ManyKeys.elements(where, content).forEach(elements::add);
            if (elements.size() != keys.size()) {
                throw new IllegalStateException(where + ": the method was given " + keys.size() + " keys and returned "
                        + elements.size() + " elements; return one per key in the same order, null for what there is"
                        + " not, or a Map by key");
            }
            Map<@Nullable Object, Object> values = new HashMap<>();
            for (int i = 0; i < keys.size(); i++) {
                values.put(keys.get(i), elements.get(i));
            }
            return values;
        }

        @Override
        public Object content(List<@Nullable Object> keys, Function<@Nullable Object, @Nullable Object> values) {
            List<@Nullable Object> content = new ArrayList<>();
            keys.forEach(key -> content.add(values.apply(key)));
            if (!holdsNull && content.contains(null)) {
                throw new IllegalStateException(where + ": there is nothing for one of the keys, and what the method"
                        + " returns cannot say so: a publisher of elements and an array of primitives hold no null;"
                        + " return a Map by key");
            }
            return maker.apply(content);
        }
    }
}
