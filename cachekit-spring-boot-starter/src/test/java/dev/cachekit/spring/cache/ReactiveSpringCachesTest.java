package dev.cachekit.spring.cache;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

class ReactiveSpringCachesTest extends ReactiveSpringCachesContract {

    private static AnnotationConfigApplicationContext application;

    @BeforeAll
    static void start() {
        application = BridgedApplication.inProcess(beans());
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
