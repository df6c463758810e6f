package dev.cachekit.sample.reaction;

import dev.cachekit.sample.OnPostgreSql;

@OnPostgreSql
class LikeApiOnPostgreSqlTest extends LikeApiTest {}
