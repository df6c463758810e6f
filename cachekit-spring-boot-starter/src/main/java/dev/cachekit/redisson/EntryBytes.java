package dev.cachekit.redisson;

import org.jspecify.annotations.Nullable;

/**
 * What Redis holds of an entry.
 *
 * @param entry the bytes under its key; null if there are none, or data of another type
 * @param incarnation the record of its cache and lane; null as well
 */
record EntryBytes(byte @Nullable [] entry, byte @Nullable [] incarnation) {}
