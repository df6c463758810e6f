package dev.cachekit.spring.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.spring.autoconfigure.CacheKitRefresh;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.CachePut;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** Spring's caches that are switched off and on, those that keep values as those that keep objects. */
class SwitchedOffCachesTest {

    private static final String KEPT = "kept";
    private static final String OFF = "cachekit.defaults.enabled";

    static class Service {

        private final AtomicInteger calls = new AtomicInteger();

        @Cacheable(cacheNames = KEPT)
        public String plain(String key) {
            return "read " + calls.incrementAndGet();
        }

        @Cacheable(cacheNames = KEPT, sync = true)
        public String sync(String key) {
            return "read " + calls.incrementAndGet();
        }

        @Cacheable(cacheNames = KEPT, sync = true)
        public CompletableFuture<String> later(String key) {
            return CompletableFuture.completedFuture("read " + calls.incrementAndGet());
        }

        @CacheEvict(cacheNames = KEPT)
        public void evict(String key) {}

        @CachePut(cacheNames = KEPT)
        public String put(String key) {
            return "put " + calls.incrementAndGet();
        }
    }

    private final Map<String, Object> properties = new ConcurrentHashMap<>();
    private AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
    private Service service = new Service();

    private void start(String store) {
        context = BridgedApplication.start(
                new String[] {"cachekit.backend=in-process", "cachekit.caches.kept.store=" + store}, Service.class);
        context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("switch", properties));
        service = context.getBean(Service.class);
    }

    private void enabled(boolean enabled) {
        properties.put(OFF, enabled);
        context.getBean(CacheKitRefresh.class).refresh();
    }

    @AfterEach
    void stop() {
        context.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"value", "reference"})
    void everyReadReachesItsMethodAndKeepsNothing(String store) {
        start(store);
        assertThat(service.plain("k")).isEqualTo("read 1");
        enabled(false);

        assertThat(service.plain("k")).isEqualTo("read 2");
        assertThat(service.sync("k")).isEqualTo("read 3");
        assertThat(service.later("k").join()).isEqualTo("read 4");
        assertThat(service.plain("l")).isEqualTo("read 5");
        enabled(true);
        assertThat(service.plain("k")).as("cached before").isEqualTo("read 1");
        assertThat(service.plain("l")).as("never cached").isEqualTo("read 6");
    }

    @ParameterizedTest
    @ValueSource(strings = {"value", "reference"})
    void whatWasEvictedOrPutMeanwhileCountsAfterwards(String store) {
        start(store);
        service.plain("evicted");
        service.plain("put");
        enabled(false);
        service.evict("evicted");
        service.put("put");
        enabled(true);

        assertThat(service.plain("evicted")).isEqualTo("read 4");
        assertThat(service.plain("put")).isEqualTo("put 3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"value", "reference"})
    void aCacheThatIsAskedByItselfFindsNothing(String store) {
        start(store);
        Cache cache = Objects.requireNonNull(context.getBean(CacheManager.class).getCache(KEPT));
        cache.put("k", "there");
        enabled(false);

        assertThat(cache.get("k")).isNull();
        assertThat(cache.get("k", () -> "loaded")).isEqualTo("loaded");
        enabled(true);
        assertThat(cache.get("k", String.class)).isEqualTo("there");
    }
}
