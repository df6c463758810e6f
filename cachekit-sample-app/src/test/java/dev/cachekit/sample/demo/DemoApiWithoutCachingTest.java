package dev.cachekit.sample.demo;

import dev.cachekit.sample.WithoutCaching;

@WithoutCaching
class DemoApiWithoutCachingTest extends DemoApiTest {}
