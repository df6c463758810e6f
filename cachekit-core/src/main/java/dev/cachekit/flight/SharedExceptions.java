package dev.cachekit.flight;

import dev.cachekit.InvalidConfigurationException;
import dev.cachekit.RemoteLoadException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Modifier;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The types of exceptions that are rebuilt from what another process tells: those that were listed, and no others, as no
 * class name that comes from elsewhere may choose a class. Immutable.
 */
public final class SharedExceptions {

    /** No type is rebuilt. */
    public static final SharedExceptions NONE = new SharedExceptions(Map.of());

    private final Map<String, Constructor<? extends Throwable>> byName;

    private SharedExceptions(Map<String, Constructor<? extends Throwable>> byName) {
        this.byName = Map.copyOf(byName);
    }

    /**
     * Lists types.
     *
     * @param types classes with a public constructor that takes the message
     * @return the list
     * @throws InvalidConfigurationException if a class has no such constructor
     */
    public static SharedExceptions of(Collection<Class<? extends Throwable>> types) {
        Map<String, Constructor<? extends Throwable>> byName = new HashMap<>();
        types.forEach(type -> byName.put(type.getName(), constructor("shared exceptions", type)));
        return new SharedExceptions(byName);
    }

    /**
     * Lists types by name.
     *
     * @param where the place of the names, for messages
     * @param names class names
     * @param loader finds the classes
     * @return the list
     * @throws InvalidConfigurationException if there is no class of a name, or it is no exception with a public constructor that
     *     takes the message
     */
    public static SharedExceptions named(String where, List<String> names, @Nullable ClassLoader loader) {
        Map<String, Constructor<? extends Throwable>> byName = new HashMap<>();
        names.forEach(name -> byName.put(name.strip(), constructor(where, type(where, name.strip(), loader))));
        return new SharedExceptions(byName);
    }

    /**
     * Makes an exception of what another process told.
     *
     * @param type class name of its exception
     * @param message the message, null if it had none
     * @return an exception of that very type with that very message if the type is listed, else a {@link RemoteLoadException}
     */
    public Throwable rebuilt(String type, @Nullable String message) {
        Constructor<? extends Throwable> constructor = byName.get(type);
        if (constructor == null) {
            return new RemoteLoadException(type, message);
        }
        try {
            Throwable rebuilt = constructor.newInstance(message);
            return Objects.equals(rebuilt.getMessage(), message) ? rebuilt : new RemoteLoadException(type, message);
        } catch (ReflectiveOperationException | RuntimeException failure) {
            RemoteLoadException remote = new RemoteLoadException(type, message);
            remote.addSuppressed(failure);
            return remote;
        }
    }

    private static Class<?> type(String where, String name, @Nullable ClassLoader loader) {
        try {
            return Class.forName(name, false, loader);
        } catch (ClassNotFoundException | LinkageError absent) {
            throw refused(where, name, "must name a class of this application; there is none of that name");
        }
    }

    private static Constructor<? extends Throwable> constructor(String where, Class<?> type) {
        if (!Throwable.class.isAssignableFrom(type) || Modifier.isAbstract(type.getModifiers())) {
            throw refused(where, type.getName(), "must name an exception that can be made");
        }
        try {
            Constructor<? extends Throwable> constructor =
                    type.asSubclass(Throwable.class).getConstructor(String.class);
            constructor.trySetAccessible(); // a public constructor of a class that is not
            return constructor;
        } catch (NoSuchMethodException absent) {
            throw refused(
                    where, type.getName(), "must name an exception with a public constructor that takes the message");
        }
    }

    private static InvalidConfigurationException refused(String where, String name, String rule) {
        return new InvalidConfigurationException(
                where, name, rule, "correct the name, or leave it out: it then arrives as RemoteLoadException");
    }
}
