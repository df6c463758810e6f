package dev.cachekit.spring.aop.shape;

import dev.cachekit.call.Stages;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** How content is wrapped. */
enum Wrapping {
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

    static Wrapping of(Class<?> type) {
        return type == Optional.class ? OPTIONAL : PLAIN;
    }

    /** As {@link #content(Object)}, later. Who cancels it cancels the stage. */
    @SuppressWarnings("NullAway") // null is content, too; that a type variable allows it is not seen across modules
    CompletionStage<Object> content(CompletionStage<?> result) {
        return Stages.mapped(result, this::content);
    }

    /** As {@link #wrap(Object)}, later. Who cancels it cancels the stage. */
    @SuppressWarnings("NullAway") // as above
    CompletableFuture<Object> wrap(CompletionStage<Object> content) {
        return Stages.mapped(content, this::wrap).toCompletableFuture();
    }

    abstract @Nullable Object content(@Nullable Object result);

    abstract @Nullable Object wrap(@Nullable Object content);
}
