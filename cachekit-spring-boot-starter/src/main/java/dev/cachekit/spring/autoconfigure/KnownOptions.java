package dev.cachekit.spring.autoconfigure;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;

/** Knows the names of all options below {@code cachekit}, to tell what an unknown one was meant to be. */
final class KnownOptions {

    private KnownOptions() {}

    /** What to do about an option that does not exist. */
    static String remedyFor(ConfigurationPropertyName unknown) {
        List<String> path = new ArrayList<>(List.of("cachekit"));
        Type type = CacheKitProperties.class;
        for (int index = 1; index < unknown.getNumberOfElements(); index++) {
            String element = unknown.getElement(index, Form.ORIGINAL);
            Optional<Type> next = type instanceof ParameterizedType group ? elementOf(group) : option(type, element);
            if (next.isEmpty()) {
                return remedy(path, type, element);
            }
            path.add(element);
            type = next.get();
        }
        return "remove it";
    }

    private static String remedy(List<String> path, Type type, String element) {
        String prefix = String.join(".", path);
        List<String> names = names(type);
        if (names.isEmpty()) {
            return "remove it: " + prefix + " has no options below it";
        }
        String meant = NearestName.in(names, kebab(element))
                .map(near -> "did you mean " + prefix + "." + near + "?")
                .orElse("known there are " + String.join(", ", names));
        return isNamed(path) ? meant + " (a name with dots is written in brackets: " + bracketed(path) + ")" : meant;
    }

    private static boolean isNamed(List<String> path) {
        return path.size() == 3 && path.get(1).equals("caches");
    }

    private static String bracketed(List<String> path) {
        return "cachekit.caches.[" + path.get(2) + "...]";
    }

    private static Optional<Type> option(Type type, String element) {
        return components(type).stream()
                .filter(component -> kebab(component.getName()).equals(kebab(element)))
                .map(RecordComponent::getGenericType)
                .findFirst();
    }

    /** A list has one type argument, a map two. */
    private static Optional<Type> elementOf(ParameterizedType group) {
        Type[] arguments = group.getActualTypeArguments();
        return Optional.of(arguments[arguments.length - 1]);
    }

    private static List<String> names(Type type) {
        return components(type).stream()
                .map(component -> kebab(component.getName()))
                .sorted()
                .toList();
    }

    private static List<RecordComponent> components(Type type) {
        return type instanceof Class<?> raw && raw.isRecord() ? Arrays.asList(raw.getRecordComponents()) : List.of();
    }

    private static String kebab(String name) {
        return name.replace('_', '-').replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
    }
}
