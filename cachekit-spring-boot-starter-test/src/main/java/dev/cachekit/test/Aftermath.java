package dev.cachekit.test;

/** What CacheKit does when the store is well again: it closes breakers, sends what is queued, and trusts near caches anew. */
@FunctionalInterface
interface Aftermath {

    /** Sees to it that it is over. */
    void await();
}
