package dev.cachekit.spring.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import javax.cache.annotation.CacheKey;
import javax.cache.annotation.CachePut;
import javax.cache.annotation.CacheRemove;
import javax.cache.annotation.CacheRemoveAll;
import javax.cache.annotation.CacheResult;
import javax.cache.annotation.CacheValue;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** The annotations of JCache, which Spring reads where its support for them is there. */
class JCacheAnnotationsTest {

    record Item(long id, String name) {}

    static class Items {

        private final AtomicInteger calls = new AtomicInteger();

        @CacheResult(cacheName = "jcache-items")
        public Item byId(long id) {
            return new Item(id, "n" + calls.incrementAndGet());
        }

        @CachePut(cacheName = "jcache-items")
        public void save(@CacheKey long id, @CacheValue Item item) {}

        @CacheRemove(cacheName = "jcache-items")
        public void remove(long id) {}

        @CacheRemoveAll(cacheName = "jcache-items")
        public void removeAll() {}
    }

    @Test
    void areServedByTheSameCaches() {
        try (AnnotationConfigApplicationContext application = BridgedApplication.inProcess(Items.class)) {
            Items items = application.getBean(Items.class);
            Item first = items.byId(1);
            assertThat(items.byId(1)).isEqualTo(first);
            items.save(1, new Item(1, "saved"));
            assertThat(items.byId(1)).isEqualTo(new Item(1, "saved"));
            items.remove(1);
            assertThat(items.byId(1)).isEqualTo(new Item(1, "n2"));
            items.removeAll();
            assertThat(items.byId(1)).isEqualTo(new Item(1, "n3"));
        }
    }
}
