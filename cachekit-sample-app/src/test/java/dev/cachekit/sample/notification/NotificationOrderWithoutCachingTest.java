package dev.cachekit.sample.notification;

import dev.cachekit.sample.WithoutCaching;

@WithoutCaching
class NotificationOrderWithoutCachingTest extends NotificationOrderTest {}
