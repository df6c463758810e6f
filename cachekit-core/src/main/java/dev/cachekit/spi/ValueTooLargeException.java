package dev.cachekit.spi;

import dev.cachekit.CacheKitException;

/** An encoded value is larger than its cache allows. The value goes to its caller and is not stored. */
public final class ValueTooLargeException extends CacheKitException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes the exception.
     *
     * @param size the encoded size in bytes
     * @param limit the cache's limit in bytes
     */
    public ValueTooLargeException(long size, long limit) {
        super("value of " + size + " bytes is larger than max-value-size of " + limit + " bytes and is not stored;"
                + " raise max-value-size or cache a smaller value");
    }
}
