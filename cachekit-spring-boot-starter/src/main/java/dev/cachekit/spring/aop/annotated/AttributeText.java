package dev.cachekit.spring.aop.annotated;

import dev.cachekit.InvalidConfigurationException;
import dev.cachekit.spring.aop.rule.RulePlace;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.springframework.core.annotation.MergedAnnotation;

/**
 * The attributes of one annotation as text, placeholders resolved.
 *
 * @param where the annotation's place
 * @param annotation the annotation
 * @param placeholders resolves <code>${...}</code>
 * @param defaultCache the cache of annotations that name none; empty for none
 */
record AttributeText(
        String where, MergedAnnotation<?> annotation, UnaryOperator<String> placeholders, String defaultCache) {

    AttributeText(String where, MergedAnnotation<?> annotation, UnaryOperator<String> placeholders) {
        this(where, annotation, placeholders, "");
    }

    /** The place of one attribute. */
    String where(String attribute) {
        return RulePlace.attribute(where, attribute);
    }

    String get(String attribute) {
        return resolved(attribute, annotation.getString(attribute));
    }

    List<String> list(String attribute) {
        return Arrays.stream(annotation.getStringArray(attribute))
                .map(text -> resolved(attribute, text))
                .toList();
    }

    /** Reads an attribute that has a short form: {@code value}. Both may be set if they agree. */
    String name(String attribute) {
        String value = get("value");
        String named = get(attribute);
        if (!value.isEmpty() && !named.isEmpty() && !value.equals(named)) {
            throw new InvalidConfigurationException(
                    where,
                    "value = \"" + value + "\", " + attribute + " = \"" + named + "\"",
                    "value and " + attribute + " are two names of one attribute and must not differ",
                    "set one of them");
        }
        return named.isEmpty() ? value : named;
    }

    /** The name of the cache; of a method that gives none, its class's. */
    String cache() {
        String name = name("cache");
        return name.isEmpty() ? defaultCache : name;
    }

    private String resolved(String attribute, String text) {
        if (!text.contains("${")) {
            return text.trim();
        }
        try {
            return placeholders.apply(text).trim();
        } catch (IllegalArgumentException unresolved) {
            throw new InvalidConfigurationException(
                    where(attribute),
                    attribute + " = \"" + text + "\"",
                    "every placeholder must have a value",
                    "set the property, or give a default as in ${name:default}");
        }
    }
}
