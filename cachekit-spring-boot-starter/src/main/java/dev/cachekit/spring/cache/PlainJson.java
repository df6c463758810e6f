package dev.cachekit.spring.cache;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Values that need no declared type: null, texts, booleans, numbers, lists of such values and maps of texts to them. They
 * come back equal and of the same kind: a number whose kind JSON does not tell carries it by its name in a fixed list, so no
 * class is ever chosen by the bytes.
 *
 * <p>As a type it stands for all of them. It is not final, because a near cache would take a final class without fields for
 * something that nobody can change, and share the lists.
 */
class PlainJson {

    private static final int DEEPEST = 100;
    private static final String MARK = "@";
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private static final Map<String, Function<String, Number>> NUMBERS = Map.of(
            "@byte", Byte::valueOf,
            "@short", Short::valueOf,
            "@long", Long::valueOf,
            "@float", Float::valueOf,
            "@double", Double::valueOf,
            "@integer", BigInteger::new,
            "@decimal", BigDecimal::new);
    private static final Map<Class<?>, String> MARKS = Map.of(
            Byte.class, "@byte",
            Short.class, "@short",
            Long.class, "@long",
            Float.class, "@float",
            Double.class, "@double",
            BigInteger.class, "@integer",
            BigDecimal.class, "@decimal");

    private PlainJson() {}

    /** Tells what keeps a value from being written; empty if nothing does. */
    static Optional<String> obstacle(@Nullable Object value) {
        try {
            write(value);
            return Optional.empty();
        } catch (IllegalArgumentException refused) {
            return Optional.of(String.valueOf(refused.getMessage()));
        }
    }

    /**
     * Writes a value.
     *
     * @throws IllegalArgumentException names the class of what has no plain JSON
     */
    static JsonNode write(@Nullable Object value) {
        return write(value, 0);
    }

    private static JsonNode write(@Nullable Object value, int depth) {
        if (depth > DEEPEST) {
            throw new IllegalArgumentException("more than " + DEEPEST + " levels");
        }
        if (value == null) {
            return NODES.nullNode();
        }
        if (value instanceof String text) {
            return NODES.stringNode(text);
        }
        if (value instanceof Boolean truth) {
            return NODES.booleanNode(truth);
        }
        return value instanceof Number number ? writeNumber(number) : writeContainer(value, depth);
    }

    private static JsonNode writeNumber(Number number) {
        if (number instanceof Integer whole) {
            return NODES.numberNode(whole.intValue());
        }
        if (number instanceof Double real && Double.isFinite(real)) {
            return NODES.numberNode(real.doubleValue());
        }
        String mark = MARKS.get(number.getClass());
        if (mark == null) {
            throw new IllegalArgumentException(number.getClass().getName());
        }
        return NODES.objectNode().put(mark, number.toString());
    }

    private static JsonNode writeContainer(Object value, int depth) {
        if (value instanceof List<?> list) {
            ArrayNode array = NODES.arrayNode(list.size());
            list.forEach(element -> array.add(write(element, depth + 1)));
            return array;
        }
        if (value instanceof Map<?, ?> map) {
            ObjectNode object = NODES.objectNode();
            map.forEach((key, element) -> object.set(name(key), write(element, depth + 1)));
            return object;
        }
        throw new IllegalArgumentException(value.getClass().getName());
    }

    /** A key of a user's that looks like a mark gets one more. */
    private static String name(@Nullable Object key) {
        if (key instanceof String text) {
            return text.startsWith(MARK) ? MARK + text : text;
        }
        throw new IllegalArgumentException(
                "a map with a key of " + (key == null ? "null" : key.getClass().getName()));
    }

    /**
     * Reads a value back.
     *
     * @throws IllegalArgumentException if nobody wrote this
     */
    static @Nullable Object read(JsonNode node) {
        if (node.isNull()) {
            return null;
        }
        if (node.isString()) {
            return node.stringValue();
        }
        if (node.isBoolean()) {
            return node.booleanValue();
        }
        return node.isNumber() ? readNumber(node) : readContainer(node);
    }

    private static Number readNumber(JsonNode node) {
        if (!node.isIntegralNumber()) {
            return node.doubleValue();
        }
        return node.canConvertToInt() ? (Number) node.intValue() : (Number) node.longValue();
    }

    private static Object readContainer(JsonNode node) {
        if (node.isArray()) {
            List<@Nullable Object> list = new ArrayList<>(node.size());
            node.values().forEach(element -> list.add(read(element)));
            return list;
        }
        if (!node.isObject()) {
            throw new IllegalArgumentException("unknown kind of JSON");
        }
        Number marked = marked(node);
        return marked != null ? marked : readMap(node);
    }

    private static @Nullable Number marked(JsonNode node) {
        if (node.size() != 1) {
            return null;
        }
        Map.Entry<String, JsonNode> only = node.properties().iterator().next();
        Function<String, Number> number = NUMBERS.get(only.getKey());
        return number == null ? null : number.apply(only.getValue().stringValue());
    }

    private static Map<String, @Nullable Object> readMap(JsonNode node) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        node.properties().forEach(entry -> {
            String name = entry.getKey();
            map.put(name.startsWith(MARK) ? name.substring(1) : name, read(entry.getValue()));
        });
        return map;
    }
}
