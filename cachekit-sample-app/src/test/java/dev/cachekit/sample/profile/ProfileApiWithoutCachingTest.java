package dev.cachekit.sample.profile;

import dev.cachekit.sample.WithoutCaching;

@WithoutCaching
class ProfileApiWithoutCachingTest extends ProfileApiTest {}
