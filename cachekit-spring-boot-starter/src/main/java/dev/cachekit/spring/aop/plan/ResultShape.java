package dev.cachekit.spring.aop.plan;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a method wraps the content it returns. */
enum ResultShape {
    /** Not at all. */
    PLAIN {
        @Override
        @Nullable
        Object content(@Nullable Object result) {
            return result;
        }

        @Override
        @Nullable
        Object wrap(@Nullable Object content) {
            return content;
        }
    },

    /** In an optional: an empty one is null, and so is none at all. */
    OPTIONAL {
        @Override
        @Nullable
        Object content(@Nullable Object result) {
            return result instanceof Optional<?> optional ? optional.orElse(null) : null;
        }

        @Override
        @Nullable
        Object wrap(@Nullable Object content) {
            return Optional.ofNullable(content);
        }
    };

    static ResultShape of(Class<?> returnType) {
        return returnType == Optional.class ? OPTIONAL : PLAIN;
    }

    abstract @Nullable Object content(@Nullable Object result);

    abstract @Nullable Object wrap(@Nullable Object content);
}
