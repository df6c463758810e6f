package dev.cachekit.flight;

import dev.cachekit.WaitInterruptedException;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Tells failures of the call, which are everybody's, from those of the thread that made it, which are not. */
final class Interruptions {

    /** Chains may be circular. */
    private static final int DEEPEST = 50;

    private Interruptions() {}

    /** Whether this thread was interrupted in its call, however the call has wrapped that. */
    static boolean endedHere(@Nullable Throwable failure) {
        return failure != null
                && (Thread.currentThread().isInterrupted() || isCaused(failure, Interruptions::isInterruption));
    }

    /** Whether a thread of a pool was interrupted, or the pool takes no more work: mostly because its process ends. */
    static boolean endedElsewhere(@Nullable Throwable failure) {
        return failure != null
                && isCaused(failure, cause -> isInterruption(cause) || cause instanceof RejectedExecutionException);
    }

    private static boolean isCaused(Throwable failure, Predicate<Throwable> by) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
            if (by.test(cause)) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    private static boolean isInterruption(Throwable cause) {
        return cause instanceof InterruptedException
                || cause instanceof WaitInterruptedException
                || cause instanceof ClosedByInterruptException
                || isInterruptedIo(cause);
    }

    /** Many say by a subclass of it, or by this message, that an answer took too long. */
    private static boolean isInterruptedIo(Throwable cause) {
        return cause.getClass() == InterruptedIOException.class && !"timeout".equals(cause.getMessage());
    }
}
