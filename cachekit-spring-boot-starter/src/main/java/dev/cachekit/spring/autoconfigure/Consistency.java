package dev.cachekit.spring.autoconfigure;

/** The values of {@code consistency}. Without near caches both hold. */
enum Consistency {
    BOUNDED,
    LINEAR
}
