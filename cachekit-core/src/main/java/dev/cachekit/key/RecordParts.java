package dev.cachekit.key;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads the components of records, in their order. What it knows of a record goes when the record's class goes. */
final class RecordParts {

    private static final ClassValue<Method[]> ACCESSORS = new ClassValue<>() {
        @Override
        protected Method[] computeValue(Class<?> type) {
            return Arrays.stream(type.getRecordComponents())
                    .map(RecordComponent::getAccessor)
                    .filter(Method::trySetAccessible)
                    .toArray(Method[]::new);
        }
    };

    private RecordParts() {}

    /** Tells whether all components may be read; a closed module can deny it. */
    static boolean areReadable(Class<?> type) {
        return ACCESSORS.get(type).length == type.getRecordComponents().length;
    }

    static Method[] accessors(Object value) {
        return ACCESSORS.get(value.getClass());
    }

    static @Nullable Object read(Method accessor, Object value) {
        try {
            return accessor.invoke(value);
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof RuntimeException thrown ? thrown : new IllegalStateException(e.getCause());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
