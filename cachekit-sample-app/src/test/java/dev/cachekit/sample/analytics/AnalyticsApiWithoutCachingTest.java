package dev.cachekit.sample.analytics;

import dev.cachekit.sample.WithoutCaching;

@WithoutCaching
class AnalyticsApiWithoutCachingTest extends AnalyticsApiTest {}
