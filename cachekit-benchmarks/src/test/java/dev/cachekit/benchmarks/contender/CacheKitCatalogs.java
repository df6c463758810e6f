package dev.cachekit.benchmarks.contender;

import dev.cachekit.annotation.CacheAside;
import dev.cachekit.annotation.Invalidate;
import java.util.Map;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** CacheKit's annotations on Redis. */
final class CacheKitCatalogs {

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

    static Catalog near(Class<? extends Catalog> bean) {
        AnnotationConfigApplicationContext context = CacheKitApplication.with(Map.of(
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
        AnnotationConfigApplicationContext context = CacheKitApplication.with(Map.of());
        context.register(Bean.class);
        context.refresh();
        return Beans.of(context, () -> {});
    }
}
