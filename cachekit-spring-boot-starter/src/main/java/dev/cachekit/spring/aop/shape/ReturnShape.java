package dev.cachekit.spring.aop.shape;

import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * How methods of one kind hand over their content. What happens around a method is written once, for a stage of its content;
 * here that stage becomes what callers of the method expect. Immutable; safe for use by many threads.
 */
public interface ReturnShape {

    /**
     * Answers a caller.
     *
     * @param call begins the call; where callers ask for it later, or again, it is begun then, once for each
     * @return what the method is declared to return
     * @throws Throwable of a caller that stands still, the failure of the call, bare
     */
    @Nullable
    Object answer(Beginning call) throws Throwable;

    /** Begins a call. */
    @FunctionalInterface
    interface Beginning {

        /**
         * Begins it.
         *
         * @param reader reads what the method returns
         * @param subscriber what belongs to the subscriber who asked, in the terms of the shape; null if nobody subscribes
         * @return the content in the end, null allowed; cancelling it cancels the call
         */
        CompletionStage<Object> begin(Reader reader, @Nullable Object subscriber);
    }

    /** Reads what a method returns. */
    @FunctionalInterface
    interface Reader {

        /**
         * Reads it, which lets it begin if it has not begun yet.
         *
         * @param returned what the method has returned
         * @return its content, null allowed
         */
        CompletionStage<Object> content(@Nullable Object returned);
    }
}
