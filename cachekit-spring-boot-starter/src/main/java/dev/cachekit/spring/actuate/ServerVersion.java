package dev.cachekit.spring.actuate;

import java.util.concurrent.CompletionStage;

/** Asks the server behind the backend for its version: also the proof that it answers. Safe for use by many threads. */
@FunctionalInterface
public interface ServerVersion {

    /**
     * Asks now. Does not block.
     *
     * @return the version; fails if the server does not answer
     */
    CompletionStage<String> read();
}
