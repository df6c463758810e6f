package dev.cachekit.sample;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.TestPropertySource;

/** The application with its profile for a cluster, on one of three primaries, and on a database of its own. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SampleTest
@ActiveProfiles("cluster")
@TestPropertySource(properties = "spring.datasource.url=jdbc:h2:mem:cluster;DB_CLOSE_DELAY=-1")
@ContextConfiguration(initializers = ClusterServers.class)
public @interface OnCluster {}
