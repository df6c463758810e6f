package dev.cachekit.strategy;

import dev.cachekit.CacheKitException;

/** A collection has more elements than its cache allows. It goes to its caller and is not stored. */
public final class TooManyElementsException extends CacheKitException {

    private static final long serialVersionUID = 1L;

    TooManyElementsException(int elements, int limit) {
        super("value of " + elements + " elements has more than max-elements of " + limit + " and is not stored;"
                + " raise max-elements or cache a part of it");
    }
}
