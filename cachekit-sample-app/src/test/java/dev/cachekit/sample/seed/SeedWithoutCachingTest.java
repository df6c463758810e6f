package dev.cachekit.sample.seed;

import dev.cachekit.sample.WithoutCaching;

@WithoutCaching
class SeedWithoutCachingTest extends SeedTest {}
