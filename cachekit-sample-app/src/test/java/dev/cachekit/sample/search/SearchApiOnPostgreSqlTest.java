package dev.cachekit.sample.search;

import dev.cachekit.sample.OnPostgreSql;

@OnPostgreSql
class SearchApiOnPostgreSqlTest extends SearchApiTest {}
