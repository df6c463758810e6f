package dev.cachekit.spring.advisor;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Finds the types that values of a declared type have. Stateless. */
final class ConcreteTypes {

    private ConcreteTypes() {}

    /** The type itself, unless it is abstract: then those that it permits or names; none if it does neither. */
    static List<Type> of(Type declared) {
        if (!(declared instanceof Class<?> plain) || !isAbstract(plain)) {
            return List.of(declared);
        }
        Set<Type> found = new LinkedHashSet<>();
        below(plain, found);
        return List.copyOf(found);
    }

    /** Arrays and primitives are abstract, too, by their modifiers. */
    static boolean isAbstract(Class<?> type) {
        return Modifier.isAbstract(type.getModifiers()) && !type.isArray() && !type.isPrimitive() && !type.isEnum();
    }

    private static void below(Class<?> type, Set<Type> found) {
        if (!isAbstract(type)) {
            found.add(type);
            return;
        }
        if (type.isSealed()) {
            for (Class<?> permitted : type.getPermittedSubclasses()) {
                below(permitted, found);
            }
        }
        JsonSubTypes named = type.getAnnotation(JsonSubTypes.class);
        if (named != null) {
            for (JsonSubTypes.Type subtype : named.value()) {
                below(subtype.value(), found);
            }
        }
    }
}
