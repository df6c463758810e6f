package dev.cachekit;

import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.Arrays;

/**
 * A type with its type arguments, which a {@link Class} cannot carry. Immutable and safe for use by many threads.
 *
 * <pre>{@code
 *     Cache<Long, List<Post>> timelines = cacheKit.cache("timeline", new TypeRef<List<Post>>() {});
 * }</pre>
 *
 * <p>Two references are equal if their types are.
 *
 * @param <T> the type referred to
 */
public abstract class TypeRef<T> {

    private final Type type;

    /**
     * Takes the type argument that the anonymous subclass gives.
     *
     * @throws IllegalArgumentException if the subclass gives no type argument, or one that holds a type variable
     */
    protected TypeRef() {
        this.type = resolved(argumentOf(getClass()));
    }

    private TypeRef(Type type) {
        this.type = resolved(type);
    }

    /**
     * Refers to a class without type arguments.
     *
     * @param <T> the type referred to
     * @param type the class
     * @return the reference
     */
    public static <T> TypeRef<T> of(Class<T> type) {
        return new Known<>(type);
    }

    /**
     * Refers to a type found by reflection, such as the return type of a method.
     *
     * @param type the type
     * @return the reference
     * @throws IllegalArgumentException if the type holds a type variable
     */
    public static TypeRef<?> of(Type type) {
        return new Known<>(type);
    }

    /** The type referred to. */
    public final Type type() {
        return type;
    }

    @Override
    public final boolean equals(Object other) {
        return other instanceof TypeRef<?> that && type.equals(that.type);
    }

    @Override
    public final int hashCode() {
        return type.hashCode();
    }

    /** The name of the type, as in source but with full class names. */
    @Override
    public final String toString() {
        return type.getTypeName();
    }

    private static Type argumentOf(Class<?> subclass) {
        if (subclass.getGenericSuperclass() instanceof ParameterizedType parent
                && parent.getRawType() == TypeRef.class) {
            return parent.getActualTypeArguments()[0];
        }
        throw new IllegalArgumentException(subclass.getName()
                + ": a TypeRef must be a direct subclass with a type argument; write new TypeRef<List<String>>() {}");
    }

    private static Type resolved(Type type) {
        if (hasVariable(type)) {
            throw new IllegalArgumentException("TypeRef: the type must be known but was " + type.getTypeName()
                    + "; replace its type variables by types, or pass the TypeRef in");
        }
        return type;
    }

    private static boolean hasVariable(Type type) {
        if (type instanceof ParameterizedType generic) {
            return anyHasVariable(generic.getActualTypeArguments());
        }
        if (type instanceof WildcardType wildcard) {
            return anyHasVariable(wildcard.getUpperBounds()) || anyHasVariable(wildcard.getLowerBounds());
        }
        if (type instanceof GenericArrayType array) {
            return hasVariable(array.getGenericComponentType());
        }
        return type instanceof TypeVariable;
    }

    private static boolean anyHasVariable(Type[] types) {
        return Arrays.stream(types).anyMatch(TypeRef::hasVariable);
    }

    private static final class Known<T> extends TypeRef<T> {
        Known(Type type) {
            super(type);
        }
    }
}
