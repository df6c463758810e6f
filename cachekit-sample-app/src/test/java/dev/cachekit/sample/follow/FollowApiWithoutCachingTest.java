package dev.cachekit.sample.follow;

import dev.cachekit.sample.WithoutCaching;

@WithoutCaching
class FollowApiWithoutCachingTest extends FollowApiTest {}
