package dev.cachekit.spring.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.cachekit.spring.autoconfigure.CacheKitRefresh;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** Whether a cache of Spring's keeps nulls may change while the application runs. */
class ChangedNullsTest {

    private static final String NULL_TTL = "cachekit.caches.rows.null-ttl";

    private static void run(String store, String nullTtl, BiConsumer<Cache, Runnable> test, String then) {
        Map<String, Object> changing = new HashMap<>(Map.of(NULL_TTL, nullTtl));
        try (AnnotationConfigApplicationContext application = new AnnotationConfigApplicationContext()) {
            application.getEnvironment().getPropertySources().addFirst(new MapPropertySource("changing", changing));
            TestPropertyValues.of("cachekit.backend=in-process", "cachekit.caches.rows.store=" + store)
                    .applyTo((ConfigurableApplicationContext) application);
            application.register(BridgedApplication.Caching.class);
            application.refresh();
            test.accept(application.getBean(CacheManager.class).getCache("rows"), () -> {
                changing.put(NULL_TTL, then);
                application.getBean(CacheKitRefresh.class).refresh();
            });
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"value", "reference"})
    void nullsAreKeptFromThenOn(String store) {
        run(
                store,
                "0",
                (cache, change) -> {
                    assertThatIllegalArgumentException().isThrownBy(() -> cache.put(1L, null));
                    change.run();
                    cache.put(1L, null);
                    assertThat(cache.get(1L).get()).isNull();
                },
                "30s");
    }

    @ParameterizedTest
    @ValueSource(strings = {"value", "reference"})
    void nullsAreRefusedFromThenOn(String store) {
        run(
                store,
                "30s",
                (cache, change) -> {
                    cache.put(1L, null);
                    change.run();
                    assertThatIllegalArgumentException().isThrownBy(() -> cache.put(2L, null));
                    assertThat(cache.get(1L).get()).as("what is there").isNull();
                },
                "0");
    }
}
