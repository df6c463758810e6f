package dev.cachekit.sample.follow;

import dev.cachekit.sample.OnPostgreSql;

@OnPostgreSql
class FollowApiOnPostgreSqlTest extends FollowApiTest {}
