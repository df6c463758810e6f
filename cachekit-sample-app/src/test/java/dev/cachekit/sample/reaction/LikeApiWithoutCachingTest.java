package dev.cachekit.sample.reaction;

import dev.cachekit.sample.WithoutCaching;

@WithoutCaching
class LikeApiWithoutCachingTest extends LikeApiTest {}
