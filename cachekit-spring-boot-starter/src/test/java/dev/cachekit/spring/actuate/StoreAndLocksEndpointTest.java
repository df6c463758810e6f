package dev.cachekit.spring.actuate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.Band;
import dev.cachekit.CacheKit;
import dev.cachekit.HeldLock;
import dev.cachekit.RateLimiter;
import dev.cachekit.redisson.testing.RedisServer;
import dev.cachekit.spring.autoconfigure.CacheKitAutoConfiguration;
import dev.cachekit.spring.autoconfigure.CacheKitEndpointAutoConfiguration;
import java.time.Duration;
import java.util.function.BiConsumer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.jackson.JacksonEndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementContextAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.actuate.web.WebMvcEndpointManagementContextConfiguration;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** The endpoints of store, locks and limiters as operators call them, on a real Redis. */
class StoreAndLocksEndpointTest {

    private static final String STORE = "/actuator/cachekitstore";
    private static final String LOCKS = "/actuator/cachekitlocks";

    private final WebApplicationContextRunner application = new WebApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    CacheKitAutoConfiguration.class,
                    CacheKitEndpointAutoConfiguration.class,
                    EndpointAutoConfiguration.class,
                    WebEndpointAutoConfiguration.class,
                    ManagementContextAutoConfiguration.class,
                    JacksonEndpointAutoConfiguration.class,
                    JacksonAutoConfiguration.class,
                    DispatcherServletAutoConfiguration.class,
                    WebMvcAutoConfiguration.class,
                    WebMvcEndpointManagementContextConfiguration.class))
            .withPropertyValues(
                    "management.endpoints.web.exposure.include=cachekitstore,cachekitlocks,cachekitlimiters",
                    "cachekit.app=shop",
                    "cachekit.locks.checkout.max-wait=2s");

    private void run(RedisServer server, BiConsumer<CacheKit, MockMvcTester> test) {
        application
                .withPropertyValues("cachekit.redis.url=" + server.url())
                .run(context -> test.accept(context.getBean(CacheKit.class), MockMvcTester.from(context)));
    }

    private static void awaitStore(MockMvcTester web, boolean reachable) {
        Awaitility.await()
                .untilAsserted(() -> assertThat(web.get().uri(STORE).exchange())
                        .hasStatusOk()
                        .bodyJson()
                        .extractingPath("$.reachable")
                        .isEqualTo(reachable));
    }

    @Test
    void showsRedisAndThatItIsAway() {
        try (RedisServer server = RedisServer.startLocal("maxmemory 64mb", "maxmemory-policy volatile-lru")) {
            run(server, (kit, web) -> {
                awaitStore(web, true);
                assertThat(web.get().uri(STORE).exchange()).bodyJson().isLenientlyEqualTo("""
                                {"backend": "redis", "mode": "standalone", "primaries": 1, "evictionPolicy": "volatile-lru",
                                 "maxMemoryBytes": 67108864, "pendingRemovals": 0}
                                """);
                assertThat(web.get().uri(STORE).exchange())
                        .bodyText()
                        .contains(server.version())
                        .doesNotContain(String.valueOf(server.port()));

                server.kill();
                awaitStore(web, false);
                server.restart();
                awaitStore(web, true);
            });
        }
    }

    @Test
    void countsEntriesByCacheInTheBackground() {
        try (RedisServer server = RedisServer.start()) {
            run(server, (kit, web) -> {
                awaitStore(web, true);
                for (int i = 0; i < 7; i++) {
                    kit.<Integer, String>cache("users", String.class).put(i, "value");
                }
                assertThat(web.get().uri(STORE + "/keys").exchange())
                        .bodyJson()
                        .extractingPath("$.state")
                        .isEqualTo("never");
                assertThat(web.post().uri(STORE + "/keys").exchange()).hasStatusOk();
                Awaitility.await()
                        .untilAsserted(
                                () -> assertThat(web.get().uri(STORE + "/keys").exchange())
                                        .bodyJson()
                                        .isLenientlyEqualTo("{\"state\": \"counted\", \"byCache\": {\"users\": 7}}"));
                assertThat(web.get().uri(STORE + "/other").exchange()).hasStatus(404);
            });
        }
    }

    @Test
    void showsLocksWithTheirSettingsAndWhatHappenedToThem() {
        try (RedisServer server = RedisServer.start()) {
            run(server, (kit, web) -> {
                awaitStore(web, true);
                try (HeldLock held = kit.lock("checkout").acquire(Duration.ofSeconds(5))) {
                    assertThat(held.isHeld()).isTrue();
                    assertThat(kit.lock("checkout").tryAcquire(Duration.ZERO)).isEmpty();
                }
                assertThat(web.get().uri(LOCKS).exchange()).bodyJson().isLenientlyEqualTo("""
                                {"locks": {"checkout": {
                                   "maxWait": {"value": "PT2S", "source": "cachekit.locks.checkout.max-wait"},
                                   "lease": {"value": "renewed", "source": "built-in"},
                                   "counts": {"acquired": 1, "busy": 1, "released": 1, "lost": 0}}}}
                                """);
                assertThat(web.get().uri(LOCKS + "/checkout").exchange()).hasStatusOk();
                assertThat(web.get().uri(LOCKS + "/other").exchange()).hasStatus(404);
            });
        }
    }

    @Test
    void showsWhatLimitersDecided() {
        try (RedisServer server = RedisServer.start()) {
            run(server, (kit, web) -> {
                awaitStore(web, true);
                RateLimiter api = kit.rateLimiter("api", Band.tokenBucket(2, Duration.ofHours(1)));
                for (int i = 0; i < 5; i++) {
                    api.tryAcquire("ann");
                }
                assertThat(web.get().uri("/actuator/cachekitlimiters/api").exchange())
                        .bodyJson()
                        .isLenientlyEqualTo(
                                "{\"counts\": {\"granted\": 2, \"refused\": 3, \"shadowed\": 0, \"failures\": 0}}");
            });
        }
    }
}
