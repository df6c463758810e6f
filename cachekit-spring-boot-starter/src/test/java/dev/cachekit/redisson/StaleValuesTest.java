package dev.cachekit.redisson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.cachekit.Cache;
import dev.cachekit.CacheKit;
import dev.cachekit.LoadOptions;
import dev.cachekit.Ttl;
import dev.cachekit.engine.CacheKitBuilder;
import dev.cachekit.operation.CacheOptions;
import dev.cachekit.operation.CacheSetting;
import dev.cachekit.redisson.testing.RedisServer;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Expired values and tags, as two nodes on one server see them. */
class StaleValuesTest {

    private static RedisServer server;
    private static TestBackend backend;
    private static CacheKit one;
    private static CacheKit other;

    private final String key = UUID.randomUUID().toString();
    private final AtomicInteger failures = new AtomicInteger();

    @BeforeAll
    static void start() {
        server = RedisServer.start();
        backend = new TestBackend(server);
        one = kit(backend.backend);
        other = kit(backend.anotherBackend());
    }

    @AfterAll
    static void stop() {
        one.close();
        other.close();
        backend.close();
        server.close();
    }

    private static CacheKit kit(RedissonBackend redis) {
        return new CacheKitBuilder()
                .app("shop")
                .backend(redis)
                .deadline(Duration.ofSeconds(5))
                .options(StaleValuesTest::options)
                .build();
    }

    private static CacheOptions options(String cache) {
        CacheOptions common = CacheOptions.NONE
                .with(CacheSetting.TTL, Ttl.of(Duration.ofMillis(300)), "test")
                .with(CacheSetting.JITTER, 0.0, "test");
        return switch (cache) {
            case "standing-in" -> common.with(CacheSetting.STALE_ON_ERROR, Duration.ofHours(1), "test");
            case "revalidated" -> common.with(CacheSetting.STALE_WHILE_REVALIDATE, Duration.ofHours(1), "test");
            default -> CacheOptions.NONE;
        };
    }

    private String failing(String any) {
        failures.incrementAndGet();
        throw new IllegalStateException("database");
    }

    /** Stores a value and waits until it has expired. */
    private void expire(Cache<String, String> cache) {
        cache.put(key, "old");
        await().until(() -> cache.get(key).isEmpty());
    }

    @Test
    void aFailingLoadYieldsTheExpiredValueAndRestsOnAllNodes() {
        Cache<String, String> here = one.cache("standing-in", String.class);
        Cache<String, String> there = other.cache("standing-in", String.class);
        expire(here);
        assertThat(here.get(key, this::failing)).isEqualTo("old");
        assertThat(there.get(key, this::failing)).isEqualTo("old");
        assertThat(failures).hasValue(1);
    }

    @Test
    void aValueInvalidatedOnAnotherNodeIsNotServed() {
        Cache<String, String> here = one.cache("standing-in", String.class);
        Cache<String, String> there = other.cache("standing-in", String.class);
        expire(here);
        there.invalidate(key);
        assertThatThrownBy(() -> here.get(key, this::failing)).hasMessage("database");
    }

    @Test
    void anExpiredValueIsServedOnAllNodesWhileOneOfThemReloadsIt() throws Exception {
        Cache<String, String> here = one.cache("revalidated", String.class);
        Cache<String, String> there = other.cache("revalidated", String.class);
        CountDownLatch reloading = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        expire(here);
        assertThat(here.get(key, same -> {
                    reloading.countDown();
                    go.await();
                    return "new";
                }))
                .isEqualTo("old");
        assertThat(reloading.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(there.get(key, same -> "a second reload")).isEqualTo("old");
        go.countDown();
        await().until(() -> !"old".equals(here.get(key, same -> "a third reload")));
        assertThat(here.get(key, same -> "a third reload")).isNotEqualTo("a second reload");
    }

    @Test
    void aReloadThatBeganBeforeAnInvalidationStoresNothing() throws Exception {
        Cache<String, String> here = one.cache("revalidated", String.class);
        CountDownLatch reloading = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        expire(here);
        here.get(key, same -> {
            reloading.countDown();
            go.await();
            return "before";
        });
        assertThat(reloading.await(10, TimeUnit.SECONDS)).isTrue();
        other.cache("revalidated", String.class).invalidate(key);
        long refused = here.stats().fillsRefused();
        go.countDown();
        await().until(() -> here.stats().fillsRefused() > refused);
        assertThat(here.exists(key)).isFalse();
    }

    @Test
    void aTagInvalidatedOnAnotherNodeRemovesWhatWasLoadedWithIt() {
        Cache<String, String> here = one.cache("tagged", String.class);
        here.get(key, same -> "red", LoadOptions.defaults().withTags("red"));
        assertThat(here.get(key)).contains("red");
        other.cache("tagged", String.class).invalidateTag("red");
        assertThat(here.get(key)).isEmpty();
    }
}
