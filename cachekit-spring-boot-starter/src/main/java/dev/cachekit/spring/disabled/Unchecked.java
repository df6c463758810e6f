package dev.cachekit.spring.disabled;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** Calls what belongs to the user. Its exceptions reach the caller as they are, checked ones too. */
final class Unchecked {

    private Unchecked() {}

    static <T extends @Nullable Object> T call(Callable<T> work) {
        try {
            return work.call();
        } catch (Exception thrown) {
            throw Unchecked.<RuntimeException>sneak(thrown);
        }
    }

    @SuppressWarnings("unchecked") // erased: nothing is cast
    private static <E extends Exception> E sneak(Exception thrown) throws E {
        throw (E) thrown;
    }
}
