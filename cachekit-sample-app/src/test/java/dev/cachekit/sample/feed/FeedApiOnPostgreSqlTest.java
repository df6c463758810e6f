package dev.cachekit.sample.feed;

import dev.cachekit.sample.OnPostgreSql;

@OnPostgreSql
class FeedApiOnPostgreSqlTest extends FeedApiTest {}
