package dev.cachekit.codec;

import dev.cachekit.CacheKitException;
import org.jspecify.annotations.Nullable;

/** A value cannot be encoded as its cache declares it. It goes to its caller and is not stored. */
public final class UnwritableValueException extends CacheKitException {

    private static final long serialVersionUID = 1L;

    UnwritableValueException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
