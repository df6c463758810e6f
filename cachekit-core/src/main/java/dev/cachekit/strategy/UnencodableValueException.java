package dev.cachekit.strategy;

import dev.cachekit.CacheKitException;

/** The code of a value's own type failed while the value was encoded. The message holds nothing of the value. */
final class UnencodableValueException extends CacheKitException {

    private static final long serialVersionUID = 1L;

    UnencodableValueException(RuntimeException cause) {
        super(
                "value cannot be encoded: its type failed with "
                        + cause.getClass().getName(),
                cause);
    }
}
