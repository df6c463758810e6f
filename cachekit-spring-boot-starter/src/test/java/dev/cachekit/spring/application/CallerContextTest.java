package dev.cachekit.spring.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cachekit.annotation.CacheAside;
import dev.cachekit.spi.ContextCarrier;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.TaskDecorator;

/** What belongs to the thread of a caller is there where its method runs, even on a thread of ours. */
class CallerContextTest {

    private static final ThreadLocal<String> USER = new ThreadLocal<>();

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration(exclude = DataSourceAutoConfiguration.class)
    static class Application {

        @Bean
        Greetings greetings() {
            return new Greetings();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Decorating extends Application {

        @Bean
        TaskDecorator user() {
            return task -> carried(task, USER.get());
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Carrying extends Application {

        @Bean
        ContextCarrier user() {
            return task -> carried(task, USER.get());
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Both extends Carrying {

        @Bean
        TaskDecorator another() {
            return task -> carried(task, "of the decorator");
        }
    }

    private static Runnable carried(Runnable task, String user) {
        return () -> {
            USER.set(user);
            task.run();
            USER.remove();
        };
    }

    static class Greetings {

        final AtomicInteger loads = new AtomicInteger();

        @CacheAside(cache = "limited", key = "#id")
        public String limited(long id) {
            return greeting();
        }

        @CacheAside(cache = "revalidated", key = "#id", ttl = "20ms", staleWhileRevalidate = "1h")
        public String revalidated(long id) {
            return greeting();
        }

        private String greeting() {
            return Thread.currentThread().getName() + " for " + USER.get() + ", " + loads.incrementAndGet();
        }
    }

    @ParameterizedTest
    @ValueSource(classes = {Decorating.class, Carrying.class, Both.class})
    void aLoadWithAHardTimeoutSeesTheThreadLocalOfItsCaller(Class<?> application) {
        try (ConfigurableApplicationContext context = start(application)) {
            Greetings greetings = context.getBean(Greetings.class);
            USER.set("ada");

            assertThat(greetings.limited(1)).startsWith("cachekit-load-").contains(" for ada");
        } finally {
            USER.remove();
        }
    }

    @ParameterizedTest
    @ValueSource(classes = {Decorating.class, Carrying.class, Both.class})
    void aReloadInTheBackgroundSeesTheThreadLocalOfTheCallerWhoCausedIt(Class<?> application) {
        try (ConfigurableApplicationContext context = start(application)) {
            Greetings greetings = context.getBean(Greetings.class);
            USER.set("ada");
            greetings.revalidated(1);
            USER.set("bob");

            await().pollInSameThread().until(() -> !greetings.revalidated(1).contains(" for ada"));

            assertThat(greetings.revalidated(1)).startsWith("cachekit-load-").contains(" for bob");
        } finally {
            USER.remove();
        }
    }

    private static ConfigurableApplicationContext start(Class<?> application) {
        return new SpringApplicationBuilder(application)
                .web(WebApplicationType.NONE)
                .run("--cachekit.backend=in-process", "--cachekit.caches.limited.hard-timeout=10s");
    }
}
