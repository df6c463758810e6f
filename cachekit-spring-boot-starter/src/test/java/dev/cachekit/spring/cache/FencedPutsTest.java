package dev.cachekit.spring.cache;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

class FencedPutsTest extends FencedPutsContract {

    private static AnnotationConfigApplicationContext application;

    @BeforeAll
    static void start() {
        application =
                BridgedApplication.start(new String[] {"cachekit.backend=in-process"}, Rows.class, Resolver.class);
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
