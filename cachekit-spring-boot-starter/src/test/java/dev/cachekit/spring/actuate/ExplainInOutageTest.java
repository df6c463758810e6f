package dev.cachekit.spring.actuate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.Cache;
import dev.cachekit.CacheKit;
import dev.cachekit.redisson.testing.RedisServer;
import dev.cachekit.spring.autoconfigure.CacheKitAutoConfiguration;
import dev.cachekit.spring.autoconfigure.CacheKitEndpointAutoConfiguration;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
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

/** What operators are told of keys while a real Redis is killed, and after it has come back. */
class ExplainInOutageTest {

    private static final String NAMES = "/actuator/cachekit/names/";
    private static final Duration DEADLINE = Duration.ofSeconds(1);

    /** The machine may be busy. */
    private static final Duration SLACK = Duration.ofSeconds(1);

    private final RedisServer server = RedisServer.startLocal();

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
                    "management.endpoints.web.exposure.include=cachekit",
                    "cachekit.app=shop",
                    "cachekit.redis.url=" + server.url(),
                    "cachekit.redis.deadline=" + DEADLINE,
                    "cachekit.caches.names.near.enabled=true");

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void tellsWhatThisProcessKnowsWhileRedisIsAwayAndTheTruthWhenItIsBack() {
        application.run(context -> {
            MockMvcTester web = MockMvcTester.from(context);
            Cache<String, String> names = context.getBean(CacheKit.class).cache("names", String.class);
            untilNear(names);
            names.put("invalidated", "Ben");

            server.kill();

            told(web, "kept", "near", "near-hit"); // until its lane is not vouched for any more
            names.invalidate("invalidated");
            told(web, "invalidated", "none", "pending-invalidation");
            told(web, "never-asked-for", "none", "unreachable");
            assertThat(web.get().uri(NAMES + "never-asked-for").exchange())
                    .bodyJson()
                    .extractingPath("$.why")
                    .asString()
                    .startsWith("the store does not answer (")
                    .contains("Exception")
                    .doesNotContain(String.valueOf(server.port()));
            untilTold(web, "kept", "none", "unreachable");

            server.restart();

            untilTold(web, "invalidated", "none", "absent");
            untilTold(web, "never-asked-for", "none", "absent");
            names.put("kept", "Ann");
            untilTold(web, "kept", "redis", "store-hit");
        });
    }

    /** Until the subscription is made and a beat answered: then what is kept here is served. */
    private static void untilNear(Cache<String, String> names) {
        Awaitility.await().until(() -> {
            names.get("kept", key -> "Ann");
            return names.stats().nearHits() > 0;
        });
    }

    private static void told(MockMvcTester web, String key, String tier, String reason) {
        long start = System.nanoTime();
        assertThat(web.get().uri(NAMES + key).exchange())
                .hasStatusOk()
                .bodyJson()
                .isLenientlyEqualTo("{\"tier\": \"" + tier + "\", \"reason\": \"" + reason + "\"}");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(DEADLINE.plus(SLACK));
    }

    private static void untilTold(MockMvcTester web, String key, String tier, String reason) {
        Awaitility.await().untilAsserted(() -> told(web, key, tier, reason));
    }
}
