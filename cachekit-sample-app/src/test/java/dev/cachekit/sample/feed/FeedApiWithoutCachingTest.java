package dev.cachekit.sample.feed;

import dev.cachekit.sample.WithoutCaching;

@WithoutCaching
class FeedApiWithoutCachingTest extends FeedApiTest {}
