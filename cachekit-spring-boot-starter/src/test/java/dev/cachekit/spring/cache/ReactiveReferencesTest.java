package dev.cachekit.spring.cache;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

class ReactiveReferencesTest extends ReactiveSpringCachesContract {

    private static AnnotationConfigApplicationContext application;

    @BeforeAll
    static void start() {
        application = BridgedApplication.start(
                new String[] {
                    "cachekit.backend=in-process",
                    "cachekit.caches.item.store=reference",
                    "cachekit.caches.items.store=reference"
                },
                beans());
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    @Override
    AnnotationConfigApplicationContext application() {
        return application;
    }
}
