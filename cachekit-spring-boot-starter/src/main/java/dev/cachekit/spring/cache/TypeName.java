package dev.cachekit.spring.cache;

import dev.cachekit.InvalidConfigurationException;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import org.springframework.core.ResolvableType;
import org.springframework.util.ClassUtils;

/** Reads a type as one writes it: {@code com.acme.Vet}, {@code java.util.List<com.acme.Vet>}. For one use. */
final class TypeName {

    private static final String END = "<>,";

    private final String where;
    private final String text;
    private final ClassLoader classes;
    private int at;

    private TypeName(String where, String text, ClassLoader classes) {
        this.where = where;
        this.text = text.replace(" ", "");
        this.classes = classes;
    }

    /**
     * Reads a type.
     *
     * @throws InvalidConfigurationException if the text is none, or a class is not there
     */
    static Type read(String where, String text, ClassLoader classes) {
        TypeName name = new TypeName(where, text, classes);
        Type type = name.type().getType();
        if (name.at < name.text.length()) {
            throw name.refused();
        }
        return type;
    }

    private ResolvableType type() {
        Class<?> raw = rawType();
        List<ResolvableType> arguments = new ArrayList<>();
        if (takes('<')) {
            do {
                arguments.add(type());
            } while (takes(','));
            require(takes('>'));
        }
        require(arguments.size() == raw.getTypeParameters().length);
        return arguments.isEmpty()
                ? ResolvableType.forClass(raw)
                : ResolvableType.forClassWithGenerics(raw, arguments.toArray(ResolvableType[]::new));
    }

    private Class<?> rawType() {
        int start = at;
        while (at < text.length() && END.indexOf(text.charAt(at)) < 0) {
            at++;
        }
        try {
            return ClassUtils.resolvePrimitiveIfNecessary(ClassUtils.forName(text.substring(start, at), classes));
        } catch (ClassNotFoundException | LinkageError | IllegalArgumentException absent) {
            throw refused();
        }
    }

    private boolean takes(char sign) {
        boolean there = at < text.length() && text.charAt(at) == sign;
        at += there ? 1 : 0;
        return there;
    }

    private void require(boolean holds) {
        if (!holds) {
            throw refused();
        }
    }

    private InvalidConfigurationException refused() {
        return new InvalidConfigurationException(
                where,
                text,
                "type must name classes of the application with all their type arguments",
                "write the full name, for example java.util.List<com.acme.Vet>");
    }
}
