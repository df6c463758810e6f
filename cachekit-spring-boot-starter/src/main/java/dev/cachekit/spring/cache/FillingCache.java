package dev.cachekit.spring.cache;

import dev.cachekit.call.Caller;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.springframework.cache.Cache;

/** A cache that can store what is computed after a look-up in vain, unless its key has been invalidated since. */
interface FillingCache extends Cache {

    /**
     * Opens the load of a key that was looked up in vain. Must come before anything is read for it.
     *
     * @param key the key
     * @param caller how to wait
     * @return the load, to be ended in any case; empty if its value is not to be stored
     */
    CompletionStage<Optional<OpenFill>> open(Object key, Caller caller);
}
