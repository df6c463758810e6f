package dev.cachekit.spring.aop.plan;

import dev.cachekit.InvalidConfigurationException;
import dev.cachekit.spi.EntryKey;
import dev.cachekit.spring.aop.expression.CallExpression;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;

/** What a method gives for many keys: a map by key, or one element per key in the same order. */
interface BatchResult {

    /** Takes it apart. Null for what the method does not know. */
    Map<@Nullable Object, Object> values(Call call, List<@Nullable Object> keys, @Nullable Object content);

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
     * Finds out how a method gives what there is, in any order, each element with its key.
     *
     * @param where the annotation's place
     * @param declared the type of the content
     * @param key reads the key of an element
     * @param texts makes the keys' texts
     */
    static BatchResult of(String where, ResolvableType declared, CallExpression key, KeyTexts texts) {
        Class<?> type = declared.toClass();
        if (type.isArray()) {
            return new ByElement(where, key, texts, all -> BatchArgument.array(type.getComponentType(), all));
        }
        if (type != Object.class && type.isAssignableFrom(ArrayList.class)) {
            return new ByElement(where, key, texts, all -> all);
        }
        throw new InvalidConfigurationException(
                where,
                "key and keys on a method that returns " + type.getName(),
                "key and keys exclude each other, but for a List or array of elements whose key is read from #result",
                "give key for one key, or keys for one per element");
    }

    /**
     * A map by key.
     *
     * @param where the annotation's place
     */
    record ByKey(String where) implements BatchResult {

        /** A method that returns no map has said nothing about its keys; to remember that would hide a mistake. */
        @Override
        public Map<@Nullable Object, Object> values(Call call, List<@Nullable Object> keys, @Nullable Object content) {
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
        public Map<@Nullable Object, Object> values(Call call, List<@Nullable Object> keys, @Nullable Object content) {
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

    /**
     * What there is, in any order.
     *
     * @param where the annotation's place
     * @param key reads the key of an element
     * @param texts makes the keys' texts, by which keys are told from each other
     * @param maker makes the result of its elements
     */
    record ByElement(String where, CallExpression key, KeyTexts texts, Function<List<@Nullable Object>, Object> maker)
            implements BatchResult {

        @Override
        @SuppressWarnings("NullAway") // null for what the method does not know
        public Map<@Nullable Object, Object> values(Call call, List<@Nullable Object> keys, @Nullable Object content) {
            if (content == null) {
                throw new IllegalStateException(where + ": the method was given " + keys.size()
                        + " keys and returned null; return what there is, nothing if there is none");
            }
            Map<@Nullable Object, Object> values = new HashMap<>();
            Map<EntryKey, @Nullable Object> asked = new HashMap<>();
            keys.forEach(one -> {
                values.put(one, null);
                asked.put(texts.key(new @Nullable Object[] {one}), one);
            });
            ManyKeys.elements(where, content).forEach(element -> put(values, asked, call, element));
            return values;
        }

        private void put(
                Map<@Nullable Object, Object> values,
                Map<EntryKey, @Nullable Object> asked,
                Call call,
                @Nullable Object element) {
            if (element == null) {
                return;
            }
            EntryKey found = texts.key(new @Nullable Object[] {key.value(call, element)});
            if (!asked.containsKey(found)) {
                throw new IllegalStateException(where + ": the method returned an element whose key it was not given;"
                        + " correct key, or return only what was asked for");
            }
            values.put(asked.get(found), element);
        }

        @Override
        public Object content(List<@Nullable Object> keys, Function<@Nullable Object, @Nullable Object> values) {
            List<@Nullable Object> content = new ArrayList<>();
            new LinkedHashSet<>(keys).forEach(one -> {
                Object value = values.apply(one);
                if (value != null) {
                    content.add(value);
                }
            });
            return maker.apply(content);
        }
    }
}
