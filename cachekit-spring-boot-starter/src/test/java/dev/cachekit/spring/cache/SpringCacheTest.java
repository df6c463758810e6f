package dev.cachekit.spring.cache;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.springframework.cache.CacheManager;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

class SpringCacheTest extends SpringCacheContract {

    static final String[] PROPERTIES = {
        "cachekit.app=spring-cache",
        "cachekit.caches.without-nulls.null-ttl=0",
        "cachekit.caches.days.type=java.util.List<java.time.DayOfWeek>"
    };

    private static AnnotationConfigApplicationContext application;

    @BeforeAll
    static void start() {
        application = BridgedApplication.start(
                Stream.concat(Arrays.stream(PROPERTIES), Stream.of("cachekit.backend=in-process"))
                        .toArray(String[]::new));
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    @Override
    CacheManager manager() {
        return application.getBean(CacheManager.class);
    }
}
