package dev.cachekit.sample.analytics;

import dev.cachekit.sample.OnPostgreSql;

@OnPostgreSql
class AnalyticsApiOnPostgreSqlTest extends AnalyticsApiTest {}
