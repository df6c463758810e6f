package dev.cachekit.lock;

import dev.cachekit.DistributedLock;
import dev.cachekit.InvalidConfigurationException;
import dev.cachekit.annotation.LockMode;
import dev.cachekit.call.Caller;
import dev.cachekit.key.KeyText;
import dev.cachekit.operation.LockOptions;
import dev.cachekit.operation.Sourced;
import dev.cachekit.spi.LockKey;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes the views of locks that users hold, and gives the annotation what it works with. Safe for use by many threads. */
public final class LockViews implements AutoCloseable {

    private final Locks locks;
    private final LockBook options;
    private final Caller continued;

    /**
     * Makes the views of the locks of one CacheKit.
     *
     * @param locks takes the locks
     * @param configured gives what is configured for a lock by its name
     * @param continued how asynchronous callers go on
     */
    public LockViews(Locks locks, Function<String, LockOptions> configured, Caller continued) {
        this.locks = locks;
        this.options = new LockBook(configured);
        this.continued = continued;
    }

    /**
     * Makes a view.
     *
     * @param name the lock's name
     * @return its view, blocking and asynchronous
     * @throws InvalidConfigurationException if the name is blank
     */
    public DistributedLock lock(String name) {
        options.use(name);
        return new LockView(this, name, List.of(whole(name)), LockMode.EXCLUSIVE, null);
    }

    /**
     * Returns the options of a lock.
     *
     * @param name the lock's name
     * @return its options, all sources laid over each other
     */
    public LockOptions options(String name) {
        return options.of(name);
    }

    /**
     * Returns how long a call waits for a lock.
     *
     * @param name the lock's name
     * @return the time with its source
     */
    public Sourced<Duration> maxWait(String name) {
        return options.maxWait(name);
    }

    /**
     * Returns how long a lock is taken for.
     *
     * @param name the lock's name
     * @return the time with its source; empty if it is renewed while the lock is held
     */
    public Sourced<Optional<Duration>> lease(String name) {
        return options.lease(name);
    }

    /**
     * Returns the locks that anybody has asked for: those of annotations, and the first others.
     *
     * @return their names, a sorted copy; {@link dev.cachekit.spi.BoundedNames#OTHER} stands for what is left out
     */
    public Set<String> names() {
        return options.names();
    }

    /**
     * Tells whether anybody has asked for a lock.
     *
     * @param name the lock's name
     * @return false if no annotation names it and nobody has asked for its view, or too many others were asked for before
     */
    public boolean isUsed(String name) {
        return options.isUsed(name);
    }

    /**
     * Notes what an annotation says of a lock.
     *
     * @param name the lock's name
     * @param where the annotation's place
     * @param said what it says
     * @throws InvalidConfigurationException if another annotation says something else
     */
    public void declare(String name, String where, LockOptions said) {
        options.declare(name, where, said);
    }

    /**
     * Takes a lock. Whoever cancels the result holds nothing.
     *
     * @param demand what to lock
     * @param caller how to wait
     * @return the hold; empty if it was not free in time; fails as {@link Locks#acquire} does
     */
    public CompletionStage<Optional<Hold>> acquire(LockDemand demand, Caller caller) {
        return caller.staysOnItsThread()
                ? locks.acquire(demand, caller)
                : locks.acquireLater(demand, caller, Function.identity());
    }

    <T> CompletableFuture<T> acquireLater(LockDemand demand, Function<Optional<Hold>, T> result) {
        return locks.acquireLater(demand, continued, result);
    }

    /** Keeps no lock any longer: holders are told, and the locks end with their leases. */
    @Override
    public void close() {
        locks.close();
    }

    /**
     * Names what is locked by a lock without keys.
     *
     * @param name the lock's name
     * @return the key
     * @throws InvalidConfigurationException if the name is blank
     */
    public static LockKey whole(String name) {
        return new LockKey(text(name), "");
    }

    /**
     * Names one key of a lock.
     *
     * @param where the place that gives it, for messages
     * @param name the lock's name
     * @param key the key, null allowed
     * @return the key
     * @throws dev.cachekit.UnsupportedKeyException if the key has no stable text
     */
    public static LockKey key(String where, String name, @Nullable Object key) {
        return new LockKey(text(name), KeyText.at(where).of(key));
    }

    private static String text(String name) {
        if (name.isBlank()) {
            throw new InvalidConfigurationException(
                    "a lock", "'" + name + "'", "the name of a lock must not be blank", "give it a name");
        }
        return KeyText.at("lock " + name).of(name);
    }
}
