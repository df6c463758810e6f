package dev.cachekit.benchmarks.contender;

import dev.cachekit.annotation.CacheAside;
import dev.cachekit.annotation.Invalidate;
import dev.cachekit.spring.autoconfigure.CacheKitAutoConfiguration;
import dev.cachekit.spring.autoconfigure.CacheKitMetricsAutoConfiguration;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.MapPropertySource;

/** CacheKit's annotations on Redis, with all its checks and meters on. */
public final class CacheKitCatalogs {

    /** A busy machine must not make it go on without Redis: then it would measure something else. */
    static final String SETTINGS =
            "TTL 10 min, meters in a registry, `cachekit.redis.command-timeout=2s`, `cachekit.redis.deadline=4s`,"
                    + " `cachekit.circuit-breaker.slow-call=2s`; else defaults";

    private CacheKitCatalogs() {}

    /** The bean; public, as Spring makes a subclass of it. */
    public static class Bean implements Catalog {

        /** Made by Spring. */
        public Bean() {}

        @Override
        @CacheAside(cache = "products", key = "#id", ttl = "10m")
        public Product find(Long id) {
            return Product.load(id);
        }

        @Override
        @CacheAside(cache = "offers", key = "#tenant + ':' + #id", ttl = "10m")
        public Product find(String tenant, Long id) {
            return Product.load(id);
        }

        @Override
        @Invalidate(cache = "products", key = "#id")
        public void changed(Long id) {}
    }

    /** With the default keys of the two methods. */
    public static class DefaultKeys implements Catalog {

        /** Made by Spring. */
        public DefaultKeys() {}

        @Override
        @CacheAside(cache = "products", ttl = "10m")
        public Product find(Long id) {
            return Product.load(id);
        }

        @Override
        @CacheAside(cache = "offers", ttl = "10m")
        public Product find(String tenant, Long id) {
            return Product.load(id);
        }
    }

    /** An application that has nothing but CacheKit and a registry of meters. */
    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration({CacheKitAutoConfiguration.class, CacheKitMetricsAutoConfiguration.class})
    static class Application {}

    static Catalog near(Class<? extends Catalog> bean) {
        AnnotationConfigApplicationContext context = context(Map.of(
                "cachekit.caches.products.near.enabled",
                true,
                "cachekit.caches.products.near.ttl",
                "10m",
                "cachekit.caches.offers.near.enabled",
                true,
                "cachekit.caches.offers.near.ttl",
                "10m"));
        context.register(bean);
        context.refresh();
        return Beans.of(context, () -> {});
    }

    static Catalog onRedis() {
        AnnotationConfigApplicationContext context = context(Map.of());
        context.register(Bean.class);
        context.refresh();
        return Beans.of(context, () -> {});
    }

    /** An application that is not started yet. */
    public static AnnotationConfigApplicationContext context(Map<String, Object> more) {
        AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
        Map<String, Object> properties = new HashMap<>(more);
        properties.put("spring.application.name", "shop");
        properties.putIfAbsent("cachekit.redis.url", BenchmarkRedis.url());
        properties.put("cachekit.redis.command-timeout", "2s");
        properties.put("cachekit.redis.deadline", "4s");
        properties.put("cachekit.circuit-breaker.slow-call", "2s");
        context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("settings", properties));
        context.registerBean(MeterRegistry.class, SimpleMeterRegistry::new);
        context.register(Application.class);
        return context;
    }
}
