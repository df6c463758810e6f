package dev.cachekit.benchmarks.contender;

import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Configuration;

/** Spring's cache annotations over some cache manager. */
final class SpringCaching {

    static final String CACHE = "products";

    private SpringCaching() {}

    /** Keys made of all parameters. */
    public static class DefaultKeys implements Catalog {

        /** Made by Spring. */
        public DefaultKeys() {}

        @Override
        @Cacheable(CACHE)
        public Product find(Long id) {
            return Product.load(id);
        }

        @Override
        @Cacheable(CACHE)
        public Product find(String tenant, Long id) {
            return Product.load(id);
        }

        @Override
        @CacheEvict(CACHE)
        public void changed(Long id) {}
    }

    /** Keys made by expressions. */
    public static class Expressions implements Catalog {

        /** Made by Spring. */
        public Expressions() {}

        @Override
        @Cacheable(cacheNames = CACHE, key = "#id")
        public Product find(Long id) {
            return Product.load(id);
        }

        @Override
        @Cacheable(cacheNames = CACHE, key = "#tenant + ':' + #id")
        public Product find(String tenant, Long id) {
            return Product.load(id);
        }
    }

    /** One load at a time. */
    public static class Synced implements Catalog {

        /** Made by Spring. */
        public Synced() {}

        @Override
        @Cacheable(cacheNames = CACHE, sync = true)
        public Product find(Long id) {
            return Product.load(id);
        }

        @Override
        @CacheEvict(CACHE)
        public void changed(Long id) {}
    }

    /** Switches the annotations on, as Spring Boot does. */
    @Configuration(proxyBeanMethods = false)
    @EnableCaching(proxyTargetClass = true)
    static class Caching {}

    static Catalog of(Class<? extends Catalog> bean, CacheManager caches, Runnable end) {
        AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
        context.registerBean(CacheManager.class, () -> caches);
        context.register(Caching.class, bean);
        context.refresh();
        return Beans.of(context, end);
    }
}
