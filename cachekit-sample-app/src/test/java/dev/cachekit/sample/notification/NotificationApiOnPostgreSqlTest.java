package dev.cachekit.sample.notification;

import dev.cachekit.sample.OnPostgreSql;

@OnPostgreSql
class NotificationApiOnPostgreSqlTest extends NotificationApiTest {}
