package dev.cachekit.spring.cache;

import org.jspecify.annotations.Nullable;

/** The load of one key that somebody else runs. Safe for use by many threads; only the first end counts. */
interface OpenFill {

    /** This thread runs the load now. */
    void enter();

    /** This thread is out of the load. */
    void leave();

    /** Offers the value; it is refused if the key has been invalidated since the load was opened. */
    void store(@Nullable Object value);

    /** There is no value to be stored. */
    void giveUp();
}
