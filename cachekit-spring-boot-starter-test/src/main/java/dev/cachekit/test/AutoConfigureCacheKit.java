package dev.cachekit.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.context.PropertyMapping;

/**
 * Gives a test class CacheKit as the application has it, with a store in this process and a clock that stands still until
 * the test moves it. For use with {@code @SpringBootTest}, with slices such as {@code @DataJpaTest}, {@code @JdbcTest} and
 * {@code @WebMvcTest}, and with the {@code SpringExtension} alone.
 *
 * <p>A test can have injected: {@link CacheKitClock}, {@link CacheKitAssertions}, {@link CacheKitFaults}. After each test
 * method the caches, limits, locks and counters are emptied, and the faults end. Test methods of one application context must
 * not run at the same time.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ImportAutoConfiguration
public @interface AutoConfigureCacheKit {

    /**
     * Which store: {@code in-process}, or {@code redis} or {@code auto} for the one that the application is configured with.
     * On Redis time is real, so there is no {@link CacheKitClock}, and after a test method only the caches in use are
     * emptied.
     *
     * @return a value of {@code cachekit.backend}, which it replaces
     */
    @PropertyMapping("cachekit.backend")
    String backend() default "in-process";
}
