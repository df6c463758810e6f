package dev.cachekit.spring.aop;

import dev.cachekit.engine.CacheKitEngine;
import java.util.function.Supplier;

/**
 * What annotated methods work with.
 *
 * @param engine gives it; asked when the first annotated method is planned
 */
record AnnotationEngine(Supplier<CacheKitEngine> engine) {}
