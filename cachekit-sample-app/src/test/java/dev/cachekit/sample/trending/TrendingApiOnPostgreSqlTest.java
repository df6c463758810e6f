package dev.cachekit.sample.trending;

import dev.cachekit.sample.OnPostgreSql;

@OnPostgreSql
class TrendingApiOnPostgreSqlTest extends TrendingApiTest {}
