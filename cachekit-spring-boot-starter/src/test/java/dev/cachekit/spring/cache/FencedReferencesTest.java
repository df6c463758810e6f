package dev.cachekit.spring.cache;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

class FencedReferencesTest extends FencedPutsContract {

    private static AnnotationConfigApplicationContext application;

    @BeforeAll
    static void start() {
        application = BridgedApplication.start(
                new String[] {
                    "cachekit.backend=in-process",
                    "cachekit.caches.rows.store=reference",
                    "cachekit.caches.lists.store=reference",
                    "cachekit.caches.more.store=reference"
                },
                Rows.class,
                Resolver.class);
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
