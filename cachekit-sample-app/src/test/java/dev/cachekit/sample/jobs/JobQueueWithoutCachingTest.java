package dev.cachekit.sample.jobs;

import dev.cachekit.sample.WithoutCaching;
import org.springframework.test.context.TestPropertySource;

/** On a database of its own, because nodes share the queue in it. */
@WithoutCaching
@TestPropertySource(properties = "spring.datasource.url=jdbc:h2:mem:uncachedjobs;DB_CLOSE_DELAY=-1")
class JobQueueWithoutCachingTest extends JobQueueTest {}
