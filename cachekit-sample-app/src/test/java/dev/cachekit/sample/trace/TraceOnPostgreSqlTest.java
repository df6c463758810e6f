package dev.cachekit.sample.trace;

import dev.cachekit.sample.OnPostgreSql;

@OnPostgreSql
class TraceOnPostgreSqlTest extends TraceTest {}
