package dev.cachekit.sample;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.test.context.TestPropertySource;

/**
 * The application with caching switched off, on a database of its own. Every test of the running application holds here too; those
 * left out carry {@link NeedsCache} or {@link NeedsTwoNodes}, and {@code LeftOutWithoutCachingTest} prints them.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SampleTest
@TestPropertySource(
        properties = {"cachekit.enabled=false", "spring.datasource.url=jdbc:h2:mem:uncached;DB_CLOSE_DELAY=-1"})
public @interface WithoutCaching {}
