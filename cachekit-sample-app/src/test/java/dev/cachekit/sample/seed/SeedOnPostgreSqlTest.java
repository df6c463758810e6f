package dev.cachekit.sample.seed;

import dev.cachekit.sample.OnPostgreSql;

@OnPostgreSql
class SeedOnPostgreSqlTest extends SeedTest {}
