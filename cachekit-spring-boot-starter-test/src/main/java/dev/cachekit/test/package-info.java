/**
 * Tests of applications with CacheKit. {@link dev.cachekit.test.AutoConfigureCacheKit} on a test class gives it CacheKit in
 * this process alone, with a clock that the test moves, assertions and faults, all new for each test method.
 */
@NullMarked
package dev.cachekit.test;

import org.jspecify.annotations.NullMarked;
