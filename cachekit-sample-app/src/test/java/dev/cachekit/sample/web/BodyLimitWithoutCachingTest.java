package dev.cachekit.sample.web;

import dev.cachekit.sample.WithoutCaching;

@WithoutCaching
class BodyLimitWithoutCachingTest extends BodyLimitTest {}
