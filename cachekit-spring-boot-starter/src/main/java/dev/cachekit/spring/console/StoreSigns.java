package dev.cachekit.spring.console;

import org.jspecify.annotations.Nullable;

/** Asks the server behind the backend for a sign of life. Safe for use by many threads. */
@FunctionalInterface
public interface StoreSigns {

    /** Of a store of this process, which always answers. */
    StoreSigns NONE = () -> new Sign(true, null, null, null);

    /**
     * What was heard.
     *
     * @param answers false if the server did not answer in time
     * @param version its version; null if it is unknown
     * @param usedMemory bytes that it uses; null if it is unknown
     * @param maxMemory bytes that it may use; null if it is unknown or has no limit
     */
    record Sign(
            boolean answers,
            @Nullable String version,
            @Nullable Long usedMemory,
            @Nullable Long maxMemory) {}

    /**
     * Asks now. Blocks for half a second at most, so that a page that asks every two seconds tells of an outage within three.
     *
     * @return what was heard; never fails
     */
    Sign ask();
}
