package dev.cachekit.spring.aop.rule;

import dev.cachekit.InvalidConfigurationException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.util.ClassUtils;

/**
 * Makes an annotation of the attributes that a rule gives. What it does not give has the annotation's default.
 *
 * @param kind the annotation
 * @param property the place of the operation
 * @param placeholders resolves <code>${...}</code>
 * @param <A> the annotation
 */
record RuleAttributes<A extends Annotation>(Class<A> kind, String property, UnaryOperator<String> placeholders) {

    /** The short form for a name means nothing in a file. */
    private static final String SHORT_FORM = "value";

    MergedAnnotation<A> read(Map<?, ?> written) {
        Map<String, Object> attributes = new LinkedHashMap<>();
        for (Method attribute : kind.getDeclaredMethods()) {
            attributes.put(attribute.getName(), attribute.getDefaultValue());
        }
        Set<Method> given = new HashSet<>();
        written.forEach((name, value) -> {
            Method attribute = attribute(String.valueOf(name));
            if (given.add(attribute)) { // the first of two spellings comes from where more weight is
                attributes.put(attribute.getName(), converted(attribute, value));
            }
        });
        return MergedAnnotation.of(kind.getClassLoader(), new RulePlace(property), kind, attributes);
    }

    private Method attribute(String name) {
        return Arrays.stream(kind.getDeclaredMethods())
                .filter(method -> !method.getName().equals(SHORT_FORM)
                        && plain(method.getName()).equals(plain(name)))
                .findFirst()
                .orElseThrow(() -> new InvalidConfigurationException(
                        property + "." + name,
                        "unknown",
                        "a rule gives the attributes of @" + kind.getSimpleName(),
                        "use one of " + known()));
    }

    private String known() {
        return Arrays.stream(kind.getDeclaredMethods())
                .map(Method::getName)
                .filter(name -> !name.equals(SHORT_FORM))
                .map(RulePlace::kebab)
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private Object converted(Method attribute, Object value) {
        String where = RulePlace.attribute(property, attribute.getName());
        Class<?> type = attribute.getReturnType();
        if (type == String[].class) {
            return elements(where, value).toArray(String[]::new);
        }
        if (type == Class[].class) {
            return elements(where, value).stream()
                    .map(name -> failure(where, name))
                    .toArray(Class<?>[]::new);
        }
        String text = text(where, value, placeholders);
        return type == String.class ? text : scalar(where, type, text);
    }

    private static Object scalar(String where, Class<?> type, String text) {
        if (type.isEnum()) {
            return constant(where, type, text);
        }
        try {
            return type == boolean.class ? truth(text) : number(type, text);
        } catch (IllegalArgumentException wrong) {
            throw refused(where, text, type == boolean.class ? "must be true or false" : "must be a number");
        }
    }

    private static Object number(Class<?> type, String text) {
        if (type == long.class) {
            return Long.valueOf(text);
        }
        return Double.valueOf(text);
    }

    private static Boolean truth(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException(text);
        };
    }

    private static Object constant(String where, Class<?> type, String text) {
        Object[] constants = type.getEnumConstants();
        return Arrays.stream(constants)
                .filter(constant -> plain(constant.toString()).equals(plain(text)))
                .findFirst()
                .orElseThrow(() -> refused(
                        where,
                        text,
                        "must be one of "
                                + Arrays.stream(constants)
                                        .map(constant -> constant.toString()
                                                .toLowerCase(Locale.ROOT)
                                                .replace('_', '-'))
                                        .collect(Collectors.joining(", "))));
    }

    private static Class<?> failure(String where, String name) {
        try {
            Class<?> type = ClassUtils.forName(name, ClassUtils.getDefaultClassLoader());
            return Optional.of(type)
                    .filter(Throwable.class::isAssignableFrom)
                    .orElseThrow(() -> refused(where, name, "must be an exception"));
        } catch (ClassNotFoundException | LinkageError missing) {
            throw refused(where, name, "must be the full name of a class that is there");
        }
    }

    private static InvalidConfigurationException refused(String where, String text, String rule) {
        String attribute = where.substring(where.lastIndexOf('.') + 1);
        return new InvalidConfigurationException(where, text, attribute + " " + rule, "correct it or leave it out");
    }

    /** A list comes as a map of its positions. A single text is one element: expressions contain commas. */
    private List<String> elements(String where, Object value) {
        if (!(value instanceof Map<?, ?> list)) {
            return List.of(text(where, value, placeholders));
        }
        return list.entrySet().stream()
                .sorted(Comparator.comparing(entry -> position(where, entry.getKey())))
                .map(entry -> text(where, entry.getValue(), placeholders))
                .toList();
    }

    private static Integer position(String where, Object key) {
        try {
            return Integer.valueOf(key.toString());
        } catch (NumberFormatException name) {
            throw refused(where, key.toString(), "must be a list");
        }
    }

    static String text(String where, Object value, UnaryOperator<String> placeholders) {
        if (value instanceof Map<?, ?>) {
            throw refused(where, "a group", "must be a single value");
        }
        try {
            return placeholders.apply(value.toString()).trim();
        } catch (IllegalArgumentException unresolved) {
            throw new InvalidConfigurationException(
                    where,
                    value.toString(),
                    "every placeholder must have a value",
                    "set the property, or give a default as in ${name:default}");
        }
    }

    /** Names count without case and hyphens, as everywhere in the configuration. */
    static String plain(String name) {
        return name.replace("-", "").replace("_", "").toLowerCase(Locale.ROOT);
    }
}
