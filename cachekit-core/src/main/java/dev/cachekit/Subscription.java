package dev.cachekit;

/** One listener of a {@link Topic}. Safe for use by many threads; close it to stop listening. */
public interface Subscription extends AutoCloseable {

    /**
     * Stops listening. A message being delivered may still arrive; closing again does nothing. Does not throw if Redis is
     * away.
     */
    @Override
    void close();
}
