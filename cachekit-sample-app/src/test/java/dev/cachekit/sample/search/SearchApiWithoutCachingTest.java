package dev.cachekit.sample.search;

import dev.cachekit.sample.WithoutCaching;

@WithoutCaching
class SearchApiWithoutCachingTest extends SearchApiTest {}
