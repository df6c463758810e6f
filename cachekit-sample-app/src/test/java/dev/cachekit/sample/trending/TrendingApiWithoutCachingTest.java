package dev.cachekit.sample.trending;

import dev.cachekit.sample.WithoutCaching;

@WithoutCaching
class TrendingApiWithoutCachingTest extends TrendingApiTest {}
