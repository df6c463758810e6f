package dev.cachekit.sample;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.TestPropertySource;

/** The application with its profile for Sentinel, on a server and a sentinel of its own, and on a database of its own. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SampleTest
@ActiveProfiles("sentinel")
@TestPropertySource(properties = "spring.datasource.url=jdbc:h2:mem:sentinel;DB_CLOSE_DELAY=-1")
@ContextConfiguration(initializers = SentinelServers.class)
public @interface OnSentinel {}
