package dev.cachekit.sample.profile;

import dev.cachekit.sample.OnPostgreSql;

@OnPostgreSql
class ProfileApiOnPostgreSqlTest extends ProfileApiTest {}
