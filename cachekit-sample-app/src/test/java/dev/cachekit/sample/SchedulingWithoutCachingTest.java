package dev.cachekit.sample;

@WithoutCaching
class SchedulingWithoutCachingTest extends SchedulingTest {}
