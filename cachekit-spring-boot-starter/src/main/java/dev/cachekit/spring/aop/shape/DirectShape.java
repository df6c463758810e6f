package dev.cachekit.spring.aop.shape;

import dev.cachekit.call.Outcome;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The content itself, perhaps wrapped.
 *
 * @param wrapping how it is wrapped
 */
public record DirectShape(Wrapping wrapping) implements ReturnShape {

    @Override
    public @Nullable Object answer(Beginning call) {
        return wrapped(Outcome.of(call.begin(reader(), null)));
    }

    /**
     * Returns what reads the method's results.
     *
     * @return always equal
     */
    public Reader reader() {
        return returned -> CompletableFuture.completedFuture(wrapping.content(returned));
    }

    /**
     * Wraps content that is there.
     *
     * @param content the content
     * @return what the caller gets
     */
    public @Nullable Object wrapped(@Nullable Object content) {
        return wrapping.wrap(content);
    }
}
