package dev.cachekit.sample.notification;

import dev.cachekit.sample.WithoutCaching;

@WithoutCaching
class NotificationApiWithoutCachingTest extends NotificationApiTest {}
