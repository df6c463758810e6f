package dev.cachekit.spring.autoconfigure;

/** The values of {@code store}. */
enum ValueStore {
    VALUE,
    REFERENCE
}
