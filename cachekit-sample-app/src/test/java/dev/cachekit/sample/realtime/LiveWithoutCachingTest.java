package dev.cachekit.sample.realtime;

import dev.cachekit.sample.WithoutCaching;

@WithoutCaching
class LiveWithoutCachingTest extends LiveTest {}
