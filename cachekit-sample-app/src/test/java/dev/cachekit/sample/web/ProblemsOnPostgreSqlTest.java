package dev.cachekit.sample.web;

import dev.cachekit.sample.OnPostgreSql;

@OnPostgreSql
class ProblemsOnPostgreSqlTest extends ProblemsTest {}
