package dev.cachekit.torture.node;

import dev.cachekit.torture.history.Event.Scope;

/** A service of the application, each with a cache of its own. */
abstract class Service {

    private final Rows rows;
    private final String cache;
    private final Scope scope;

    Service(Rows rows, String cache, Scope scope) {
        this.rows = rows;
        this.cache = cache;
        this.scope = scope;
    }

    String cache() {
        return cache;
    }

    /** How much of the cache a change takes. */
    Scope scope() {
        return scope;
    }

    /** Reads a row, through the cache. */
    public Stored read(int key) {
        return rows.load(cache, key);
    }

    /** Changes a row, and tells the cache. The version is unknown while a transaction is open. */
    public Stored write(int key) {
        return rows.change(cache, key);
    }
}
