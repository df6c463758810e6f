package dev.cachekit.spring.console;

import dev.cachekit.annotation.CacheAside;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** An application with the console on a free port, as a process of its own would be. */
record ConsoleApplication(ConfigurableApplicationContext context) implements AutoCloseable {

    static class Catalog {

        private final AtomicInteger loads = new AtomicInteger();

        @CacheAside(cache = "catalog", key = "#name", ttl = "10m")
        public String find(String name) {
            return "item " + loads.incrementAndGet();
        }
    }

    static ConsoleApplication start(WebApplicationType type, Class<?> configuration, String redis) {
        return new ConsoleApplication(new SpringApplicationBuilder(configuration, Catalog.class)
                .web(type)
                .properties(
                        "server.port=0",
                        "server.address=127.0.0.1",
                        "spring.main.banner-mode=off",
                        "spring.autoconfigure.exclude="
                                + "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration,"
                                + "org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration",
                        "management.endpoints.web.exposure.include=cachekit,cachekitconsole",
                        "management.endpoint.cachekitconsole.access=read-only",
                        "cachekit.app=shop",
                        "cachekit.actuator.show-keys=true",
                        "cachekit.caches.catalog.near.enabled=true",
                        "cachekit.redis.url=" + redis)
                .run());
    }

    String address() {
        return "http://127.0.0.1:" + context.getEnvironment().getRequiredProperty("local.server.port");
    }

    Catalog catalog() {
        return context.getBean(Catalog.class);
    }

    @Override
    public void close() {
        context.close();
    }
}
