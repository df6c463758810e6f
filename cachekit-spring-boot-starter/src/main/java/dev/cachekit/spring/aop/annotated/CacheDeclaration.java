package dev.cachekit.spring.aop.annotated;

import dev.cachekit.operation.CacheOptions;

/**
 * What one annotation says of the cache it names.
 *
 * @param where the annotation's place
 * @param cache the cache
 * @param profile the profile it names; empty for none
 * @param options the settings it gives
 * @param defaults what the class says
 */
public record CacheDeclaration(
        String where, String cache, String profile, CacheOptions options, ClassDefaults defaults) {}
