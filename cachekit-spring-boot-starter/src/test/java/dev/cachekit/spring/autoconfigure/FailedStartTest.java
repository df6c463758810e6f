package dev.cachekit.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.annotation.CacheAside;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.redisson.Redisson;
import org.redisson.api.RedissonClient;
import org.redisson.config.Config;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What somebody reads whose application does not start. */
@ExtendWith(OutputCaptureExtension.class)
class FailedStartTest {

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration({CacheKitAutoConfiguration.class, SslAutoConfiguration.class})
    static class Application {}

    @Configuration(proxyBeanMethods = false)
    static class TwoClients {

        @Bean(destroyMethod = "shutdown")
        RedissonClient one() {
            return client();
        }

        @Bean(destroyMethod = "shutdown")
        RedissonClient two() {
            return client();
        }

        private static RedissonClient client() {
            Config config = new Config();
            config.setLazyInitialization(true);
            config.useSingleServer().setAddress("redis://localhost:1");
            return Redisson.create(config);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Feeds {

        static class Feed {
            @CacheAside(ttl = "soon")
            public String page(long number) {
                return "page";
            }
        }

        @Bean
        Feed feed() {
            return new Feed();
        }
    }

    private static void start(Map<String, Object> properties, Class<?>... more) {
        SpringApplication application = new SpringApplication(Application.class);
        application.addPrimarySources(java.util.List.of(more));
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setDefaultProperties(properties);
        try {
            application.run().close();
        } catch (RuntimeException refused) {
            return; // printed
        }
        throw new AssertionError("the start succeeded");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "cachekit.redis.url=http://u:hunter2@host | an address must read redis:// | Correct it; use rediss:// for TLS.",
                "cachekit.redis.ssl-bundle=nowhere,cachekit.redis.url=redis://localhost | ssl-bundle must name an SSL bundle but was nowhere. | Define it below spring.ssl.bundle.",
                "cachekit.redis.config=classpath:nowhere.yaml | config must be the location of a readable file but was classpath:nowhere.yaml. | Write it like classpath:redisson.yaml",
                "cachekit.redis.share-client=true | share-client needs a RedissonClient bean to share but was true. | Define that bean or remove the option.",
                "cachekit.redis.pasword=hunter2 | every option below cachekit must be a known one but was unknown. | Did you mean cachekit.redis.password?",
                "cachekit.caches.feed.ttl=soon | ttl must be a duration with a unit but was soon. | Write it like 30s, 5m or PT5M",
                "spring.data.redis.host=a b | an address must read redis:// | Correct it",
                "cachekit.circuit-breaker.failure-rate=0 | failure-rate | "
            })
    void tellsPlaceValueRuleAndRemedy(String properties, String description, String action, CapturedOutput output) {
        Map<String, Object> all = new TreeMap<>();
        for (String property : properties.split(",")) {
            all.put(property.substring(0, property.indexOf('=')), property.substring(property.indexOf('=') + 1));
        }
        start(all);
        assertThat(output)
                .contains("APPLICATION FAILED TO START")
                .contains(properties.replaceAll("=.*", "").replace("spring.data.redis.host", "spring.data.redis.url"))
                .contains(description)
                .contains(action == null ? "Action:" : action)
                .doesNotContain("hunter2")
                .doesNotContain("\tat dev.cachekit");
    }

    @Test
    void tellsOfTwoClients(CapturedOutput output) {
        start(Map.of(), TwoClients.class);
        assertThat(output)
                .contains("the RedissonClient beans: CacheKit must know which one to use but was 2 of equal rank.")
                .contains("Mark one as @Primary, or set cachekit.backend to in-process.");
    }

    @Test
    void tellsOfAnAnnotation(CapturedOutput output) {
        start(Map.of(), Feeds.class);
        assertThat(output)
                .contains("@CacheAside on Feed#page(long)")
                .contains("ttl must be a duration with a unit but was soon.");
    }
}
