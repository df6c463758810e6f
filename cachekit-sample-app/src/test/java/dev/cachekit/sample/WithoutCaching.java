package dev.cachekit.sample;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.test.context.TestPropertySource;

/**
 * The application with caching switched off, on a database of its own. Every test of the API holds here too; left out are
 * {@code TraceTest}, which counts what caching saves, and {@code HealthTest}, which asks for the Redis server.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SampleTest
@TestPropertySource(
        properties = {"cachekit.enabled=false", "spring.datasource.url=jdbc:h2:mem:uncached;DB_CLOSE_DELAY=-1"})
public @interface WithoutCaching {}
