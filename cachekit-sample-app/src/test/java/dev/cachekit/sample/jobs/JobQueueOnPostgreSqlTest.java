package dev.cachekit.sample.jobs;

import dev.cachekit.sample.OnPostgreSql;
import org.springframework.test.context.TestPropertySource;

@OnPostgreSql
@TestPropertySource(properties = "spring.datasource.url=${POSTGRES_URL}")
class JobQueueOnPostgreSqlTest extends JobQueueTest {}
