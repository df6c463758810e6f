package dev.cachekit.spring.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.cachekit.Cache;
import dev.cachekit.CacheKit;
import dev.cachekit.LoadTimeoutException;
import dev.cachekit.annotation.CacheAside;
import dev.cachekit.annotation.Invalidate;
import dev.cachekit.annotation.NearCache;
import dev.cachekit.annotation.WriteThrough;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Annotated services whose values carry tags, or are served beyond their expiry, on whatever backend. */
abstract class ExpiryAndTagsContract {

    private ConfigurableApplicationContext context;
    private Pages pages;
    private Source source;

    /** The properties that choose the backend. */
    abstract List<String> backend();

    /** A value with something to tag it by. */
    public record Page(long id, String author, int version) {}

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration(exclude = DataSourceAutoConfiguration.class)
    static class Application {

        @Bean
        Source source() {
            return new Source();
        }

        @Bean
        Pages pages(Source source) {
            return new Pages(source);
        }
    }

    /** Where pages are loaded from: it may be slow, and fail. */
    static class Source {

        final AtomicInteger loads = new AtomicInteger();
        volatile @Nullable Exception failure;
        volatile CountDownLatch slow = new CountDownLatch(0);

        String load() throws Exception {
            int number = loads.incrementAndGet();
            slow.await();
            Exception thrown = failure;
            if (thrown != null) {
                throw thrown;
            }
            return "load " + number;
        }
    }

    static class Pages {

        private final Source source;

        Pages(Source source) {
            this.source = source;
        }

        @CacheAside(
                cache = "page",
                key = "#id",
                tags = {"'author:' + #result.author", "{'all', 'pages'}"})
        public Page page(long id, String author) {
            return new Page(id, author, source.loads.incrementAndGet());
        }

        @WriteThrough(cache = "page", key = "#page.id", entry = "#page", tags = "'author:' + #page.author")
        public void save(Page page) {}

        @Invalidate(cache = "page", tags = "'author:' + #author")
        public void changeAuthor(String author) {}

        @Invalidate(cache = "page", tags = "'pages'")
        public void changeAll() {}

        @CacheAside(
                cache = "fallback",
                ttl = "200ms",
                staleOnError = "1h",
                staleExcept = IllegalArgumentException.class)
        public String withFallback(long id) throws Exception {
            return source.load();
        }

        @CacheAside(cache = "revalidated", ttl = "200ms", staleWhileRevalidate = "1h")
        public String revalidated(long id) throws Exception {
            return source.load();
        }

        @CacheAside(cache = "bounded", key = "#id")
        public String bounded(long id) throws Exception {
            return source.load();
        }

        @CacheAside(cache = "patient", ttl = "200ms", staleOnError = "1h")
        public String patient(long id) throws Exception {
            return source.load();
        }

        @CacheAside(cache = "ahead", ttl = "1h", refreshAhead = 0.0001)
        public String ahead(long id) throws Exception {
            return source.load();
        }

        @CacheAside(cache = "nearby", key = "#id", near = NearCache.ON)
        public String nearby(long id) throws Exception {
            return source.load();
        }

        @Invalidate(cache = "nearby", key = "#id")
        public void changeNearby(long id) {}
    }

    @BeforeEach
    void start() {
        List<String> properties = new ArrayList<>(backend());
        properties.add("--cachekit.app=expiry");
        properties.add("--cachekit.caches.bounded.hard-timeout=50ms");
        properties.add("--cachekit.caches.patient.soft-timeout=50ms");
        context = new SpringApplicationBuilder(Application.class)
                .web(WebApplicationType.NONE)
                .run(properties.toArray(String[]::new));
        pages = context.getBean(Pages.class);
        source = context.getBean(Source.class);
    }

    @AfterEach
    void stop() {
        context.close();
    }

    @Test
    void anInvalidationByTagRemovesWhatCarriesIt() {
        pages.page(1, "ada");
        pages.page(2, "bob");
        pages.changeAuthor("ada");
        assertThat(cached(1)).isFalse();
        assertThat(cached(2)).isTrue();
        pages.changeAll();
        assertThat(cached(2)).isFalse();
    }

    @Test
    void aValueLoadedAfterTheInvalidationOfItsTagIsKept() {
        pages.changeAuthor("ada");
        pages.page(1, "ada");
        assertThat(cached(1)).isTrue();
    }

    @Test
    void aWrittenValueCarriesItsTags() {
        pages.save(new Page(1, "ada", 7));
        assertThat(cached(1)).isTrue();
        pages.changeAuthor("ada");
        assertThat(cached(1)).isFalse();
    }

    @Test
    void theApiRemovesByTag() {
        pages.page(1, "ada");
        cache().invalidateTag("author:ada");
        assertThat(cached(1)).isFalse();
    }

    @Test
    void aFailingMethodYieldsTheLastValue() throws Exception {
        String first = pages.withFallback(1);
        source.failure = new IOException("down");
        int loads = source.loads.get();
        await().until(() -> {
            assertThat(pages.withFallback(1)).isEqualTo(first);
            return source.loads.get() > loads;
        });
    }

    @Test
    void aFailureThatMustNotBeHiddenIsThrown() throws Exception {
        pages.withFallback(1);
        source.failure = new IllegalArgumentException("no such page");
        await().until(() -> {
            try {
                pages.withFallback(1);
                return false;
            } catch (IllegalArgumentException expected) {
                return true;
            }
        });
    }

    @Test
    void anInvalidatedValueIsNeverAFallback() throws Exception {
        pages.withFallback(1);
        source.failure = new IOException("down");
        context.getBean(CacheKit.class)
                .<Long, String>cache("fallback", String.class)
                .invalidate(1L);
        assertThatThrownBy(() -> pages.withFallback(1)).isInstanceOf(IOException.class);
    }

    @Test
    void anExpiredValueIsServedWhileItIsReloaded() throws Exception {
        String first = pages.revalidated(1);
        source.slow = new CountDownLatch(1);
        int loads = source.loads.get();
        await().until(() -> {
            assertThat(pages.revalidated(1)).isEqualTo(first);
            return source.loads.get() > loads;
        });
        assertThat(pages.revalidated(1)).isEqualTo(first);
        source.slow.countDown();
        await().until(() -> !pages.revalidated(1).equals(first));
    }

    @Test
    void aCallerWaitsForALoadNoLongerThanTheHardTimeout() throws Exception {
        source.slow = new CountDownLatch(1);
        assertThatThrownBy(() -> pages.bounded(1)).isInstanceOf(LoadTimeoutException.class);
        source.slow.countDown();
        await().until(() -> context.getBean(CacheKit.class)
                .<Long, String>cache("bounded", String.class)
                .exists(1L));
    }

    @Test
    void anExpiredValueIsServedWhenItsLoadTakesLongerThanTheSoftTimeout() throws Exception {
        String first = pages.patient(1);
        source.slow = new CountDownLatch(1);
        int loads = source.loads.get();
        await().until(() -> {
            assertThat(pages.patient(1)).isEqualTo(first);
            return source.loads.get() > loads;
        });
        source.slow.countDown();
        await().until(() -> !pages.patient(1).equals(first));
    }

    @Test
    void aValueIsReloadedAheadOfItsExpiryWhileItIsServed() throws Exception {
        String first = pages.ahead(1);
        source.slow = new CountDownLatch(1);
        int loads = source.loads.get();
        await().until(() -> {
            assertThat(pages.ahead(1)).isEqualTo(first);
            return source.loads.get() > loads;
        });
        source.slow.countDown();
        await().until(() -> !pages.ahead(1).equals(first));
    }

    @Test
    void aNearCacheAnswersUntilItsValueIsRemoved() throws Exception {
        Cache<Long, String> nearby = context.getBean(CacheKit.class).cache("nearby", String.class);
        await().until(() -> {
            pages.nearby(1);
            return nearby.stats().nearHits() > 0;
        });
        int loads = source.loads.get();
        pages.changeNearby(1);
        assertThat(pages.nearby(1)).isEqualTo("load " + (loads + 1));
    }

    private boolean cached(long id) {
        return cache().exists(id);
    }

    private Cache<Long, Page> cache() {
        return context.getBean(CacheKit.class).cache("page", Page.class);
    }
}
