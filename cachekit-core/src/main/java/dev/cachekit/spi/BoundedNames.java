package dev.cachekit.spi;

import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Keeps the number of names small under which a listener keeps what it hears: an application may make up names of locks or
 * topics without end, and each would be kept for good. Safe for use by many threads.
 */
public final class BoundedNames {

    /** So many names count for themselves. */
    public static final int LIMIT = 200;

    /** Stands for all others. */
    public static final String OTHER = "other";

    private final Set<String> known = ConcurrentHashMap.newKeySet();
    private final Consumer<String> onFirst;

    /** Begins without names. */
    public BoundedNames() {
        this(name -> {});
    }

    /**
     * Begins without names.
     *
     * @param onFirst is told of each name that counts, {@value #OTHER} included, once
     */
    public BoundedNames(Consumer<String> onFirst) {
        this.onFirst = onFirst;
    }

    /**
     * Returns what a name counts as.
     *
     * @param name the name
     * @return the name itself if it is one of the first, roughly {@value #LIMIT}; else {@value #OTHER}
     */
    public String of(String name) {
        if (known.contains(name)) {
            return name;
        }
        String counted = known.size() < LIMIT ? name : OTHER;
        if (known.add(counted)) {
            onFirst.accept(counted);
        }
        return counted;
    }

    /**
     * Tells whether a name is one of the first.
     *
     * @param name the name
     * @return true if it was asked for and counts for itself
     */
    public boolean has(String name) {
        return known.contains(name);
    }

    /**
     * Returns the names that count.
     *
     * @return a sorted copy, with {@value #OTHER} if there were too many
     */
    public Set<String> all() {
        return new TreeSet<>(known);
    }
}
