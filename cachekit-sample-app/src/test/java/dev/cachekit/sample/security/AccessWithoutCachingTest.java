package dev.cachekit.sample.security;

import dev.cachekit.sample.WithoutCaching;

@WithoutCaching
class AccessWithoutCachingTest extends AccessTest {}
